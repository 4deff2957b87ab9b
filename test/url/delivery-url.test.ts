import { describe, expect, it } from 'vitest';
import { parseDeliveryUrl } from '../../src/url/delivery-url.ts';

const read = (url: string) => {
  const result = parseDeliveryUrl(url, { defaultCloud: 'here' });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

const refusal = (url: string) => {
  const result = parseDeliveryUrl(url);
  if (result.ok) throw new Error(`${url} was not refused`);
  const { code, message, span } = result.error;
  return { code, message, at: span && url.slice(span.from, span.to) };
};

describe('parseDeliveryUrl', () => {
  it.each([
    ['http://res.cloudinary.com/demo/image/upload/w_1/dir/a.jpg', 'demo', 'dir/a'],
    ['https://res-5.cloudinary.com/testcloud/image/upload/image.jpg', 'testcloud', 'image'],
    ['//res.cloudinary.com/test123/test', 'test123', 'test'],
    ['//res.cloudinary.com/test123/a_0/test', 'test123', 'test'],
    [
      'https://RES.cloudinary.com/MY_CLOUD_NAME/image/upload/c_fill,h_100,w_100/sample',
      'MY_CLOUD_NAME',
      'sample',
    ],
    ['https://res.cloudinary.com/image/image/upload/a.jpg', 'image', 'a'],
    ['http://cloudinary-a.akamaihd.net/demo/image/upload/a.jpg', 'demo', 'a'],
    ['https://d3jpl91pxevbkh.cloudfront.net/demo/image/upload/a.jpg', 'demo', 'a'],
    ['//test123-res.cloudinary.com/image/upload/test', 'test123', 'test'],
    ['https://test123-res-2.cloudinary.com/image/upload/test', 'test123', 'test'],
    ['https://my-res-cloud-res.cloudinary.com/test', 'my-res-cloud', 'test'],
    ['http://test123-res.cloudinary.com/a_0/test', 'test123', 'test'],
    ['http://test123-res.cloudinary.com/test/hello', 'test123', 'test/hello'],
    ['//test123-res.cloudinary.com/images/a_0/test/hello', 'test123', 'test'],
    ['//a2.hello.com/test123/image/upload/test', 'test123', 'test'],
    ['http://hello.com/my_cloud/image/upload/test', 'my_cloud', 'test'],
    ['http://hello.com/test123/w_1/a.jpg', 'test123', 'a'],
    ['https://images.example.com/image/upload/w_1/a.jpg', 'here', 'a'],
    ['https://images.example.com/w_1/dir/a.jpg', 'here', 'dir/a'],
    ['https://images.example.com/v7/dir/a.jpg', 'here', 'dir/a'],
    ['https://images.example.com/s--v2fTPYTu--/a.jpg', 'here', 'a'],
    ['https://images.example.com/a.jpg', 'here', 'a'],
    ['http://127.0.0.1:3000/demo/v1/dir/a.jpg?_a=X#top', 'demo', 'dir/a'],
    ['http://[::1]:3000/w_1/a.jpg', 'here', 'a'],
  ])('finds the cloud and the public id of %s', (url, cloud, publicId) => {
    expect(read(url)).toMatchObject({ cloud, publicId });
  });

  it('reads everything that the command line prints', () => {
    const url = 'https://res.cloudinary.com/demo/image/authenticated/s--j5Z1ILxd--/w_1/v17/dir/a.jpg?_a=X';
    expect(read(url)).toMatchObject({
      cloud: 'demo',
      resourceType: 'image',
      type: 'authenticated',
      version: 17,
      publicId: 'dir/a',
      format: 'jpg',
      signature: 'j5Z1ILxd',
    });
  });

  it('keeps the address of a fetched picture whole', () => {
    const url =
      'https://res.cloudinary.com/test-cloud/image/fetch/c_limit,w_960/v1/https://up.example/4/44/J.jpg?a=b';
    expect(read(url)).toMatchObject({ publicId: 'https://up.example/4/44/J.jpg?a=b', version: 1 });
  });

  it('reads our own reserved words as folders on other hosts', () => {
    expect(read('https://demo-res.cloudinary.com/v1/v2/_/a.jpg').publicId).toBe('v2/_/a');
  });

  it.each([
    ['ftp://res.cloudinary.com/demo/a.jpg', 'A delivery URL begins with http://, https:// or // and a host'],
    ['http://', 'A delivery URL begins with http://, https:// or // and a host'],
    ['http:///demo/a.jpg', 'A delivery URL begins with http://, https:// or // and a host'],
    ['http://user@host/demo/a.jpg', 'A delivery URL begins with http://, https:// or // and a host'],
    ['https://res.cloudinary.com/', 'The URL names no cloud'],
    [
      'https://res.cloudinary.com/demo/image/upload',
      'The URL ends before a public id: https://res.cloudinary.com/demo/image/upload',
    ],
    ['https://images.example.com', 'The URL ends before a public id: https://images.example.com'],
  ])('refuses %s', (url, message) => {
    expect(refusal(url)).toMatchObject({ code: 'url.malformed', message });
  });

  it('points into the whole URL', () => {
    expect(refusal('https://res.cloudinary.com/demo/image/upload/w_1/a.auto').at).toBe('auto');
    expect(refusal('https://res.cloudinary.com/demo/image/upload/w_1,h_abc/a').at).toBe('h_abc');
  });
});
