/** What a client takes, reduced to the few classes that make a difference. Pure. */

/** Formats that not everybody shows; everybody shows JPEG, PNG and GIF. */
export type AcceptClass = 'avif' | 'avif-webp' | 'none' | 'webp';

/** Differs from Cloudinary: the header alone decides, not what is known of a browser by its name. */
export const classifyAccept = (header: string | undefined): AcceptClass => {
  const accepts = (type: string): boolean =>
    (header ?? '').split(',').some((part) => {
      const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      return name === type && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
    });
  const avif = accepts('image/avif');
  const webp = accepts('image/webp');
  return avif ? (webp ? 'avif-webp' : 'avif') : webp ? 'webp' : 'none';
};

export const takes = (accept: AcceptClass, format: 'avif' | 'webp'): boolean =>
  accept === format || accept === 'avif-webp';
