import { describe, expect, it } from 'vitest';
import { attachmentOf } from '../../src/http/content-disposition.ts';

describe('Content-Disposition', () => {
  it.each([
    ['photo.jpg', 'attachment; filename="photo.jpg"'],
    ['my photo (1).jpg', 'attachment; filename="my photo (1).jpg"'],
    ['Größe.png', 'attachment; filename="Gr__e.png"; filename*=UTF-8\'\'Gr%C3%B6%C3%9Fe.png'],
    ['漢字.webp', 'attachment; filename="__.webp"; filename*=UTF-8\'\'%E6%BC%A2%E5%AD%97.webp'],
    ['a"b\\c.jpg', 'attachment; filename="c.jpg"'],
    ['a"b.jpg', 'attachment; filename="a_b.jpg"; filename*=UTF-8\'\'a%22b.jpg'],
    ['100%41.jpg', 'attachment; filename="100_41.jpg"; filename*=UTF-8\'\'100%2541.jpg'],
    ['x.jpg\r\nSet-Cookie: a=b', 'attachment; filename="x.jpgSet-Cookie: a=b"'],
    ['../../etc/passwd', 'attachment; filename="passwd"'],
    ["it's*(ü).jpg", "attachment; filename=\"it's*(_).jpg\"; filename*=UTF-8''it%27s%2A%28%C3%BC%29.jpg"],
    ['..', 'attachment; filename="download"'],
    ['', 'attachment; filename="download"'],
    ['gpj\u202Eexe.jpg', 'attachment; filename="gpjexe.jpg"'],
    ['lone\uD800.jpg', 'attachment; filename="lone.jpg"'],
  ])('%j', (name, expected) => {
    expect(attachmentOf(name)).toBe(expected);
  });
});
