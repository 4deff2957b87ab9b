/** How bright bytes of red, green and blue look together: Rec. 709 weights on gamma-encoded values, 0..255. */
export const lumaOf = (r: number, g: number, b: number): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;
