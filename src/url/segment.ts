/** What the segments of a delivery URL look like, told by their spelling alone. */

const componentPart = /^(?:[a-z]{1,3}_|\$[A-Za-z]\w*(?:_|$))/u;
const version = /^v\d+$/u;
const signature = /^s--[\w-]+--$/u;

/**
 * Documented: a folder that begins with one to three letters and an underscore is read as a transformation, and needs
 * a version before it. https://cloudinary.com/documentation/image_transformations#transformation_url_structure
 * Neither `v1` nor `https:` fits the pattern, so both end a chain.
 */
export const looksLikeComponent = (text: string): boolean =>
  text.split(',').every((part) => componentPart.test(part));

export const looksLikeVersion = (text: string): boolean => version.test(text);

export const looksLikeSignature = (text: string): boolean => signature.test(text);
