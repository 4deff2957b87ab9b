/** The looks of `e_art`: our own designs in the spirit of their names, by eye on skin, sky, foliage and food. */

type Rgb = readonly [number, number, number];

/** In this order: colourfulness, contrast, exponent, tints of dark and light tones, faded black. */
export interface Look {
  /** 0 is grey, 1 unchanged. */
  readonly saturation: number;
  /** -1..1, by `bend`. */
  readonly contrast?: number;
  /** Above 1 is brighter. */
  readonly gamma?: number;
  /** Added to dark and to light tones, in parts of the full range. */
  readonly shadows?: Rgb;
  readonly highlights?: Rgb;
  /** Where black ends up. */
  readonly fade?: number;
}

export const looks = {
  // Warm and crisp, for food.
  al_dente: { saturation: 1.2, contrast: 0.35, gamma: 1.05, highlights: [0.05, 0.01, -0.07] },
  // Marble: cool, bright, little colour.
  athena: {
    saturation: 0.7,
    contrast: 0.2,
    gamma: 1.2,
    shadows: [-0.02, 0, 0.05],
    highlights: [-0.02, 0.01, 0.02],
  },
  // A film of 1960 in black and white.
  audrey: { saturation: 0, contrast: 0.5, gamma: 1.1, fade: 0.03 },
  // Northern lights: violet shadows, green above.
  aurora: { saturation: 1.15, contrast: 0.15, shadows: [0.05, -0.03, 0.16], highlights: [-0.08, 0.07, 0] },
  // A silver plate: brown, faded.
  daguerre: {
    saturation: 0.08,
    contrast: 0.2,
    shadows: [0.07, 0.04, 0.01],
    highlights: [0.03, -0.02, -0.14],
    fade: 0.06,
  },
  // Grey-green leaves.
  eucalyptus: {
    saturation: 0.65,
    gamma: 1.05,
    shadows: [-0.03, 0.05, 0.03],
    highlights: [-0.06, 0.02, -0.03],
    fade: 0.04,
  },
  // Terracotta walls.
  fes: { saturation: 0.95, contrast: 0.15, shadows: [0.07, 0.01, -0.02], highlights: [0.06, -0.02, -0.16] },
  // A winter morning.
  frost: {
    saturation: 0.6,
    contrast: 0.1,
    gamma: 1.25,
    shadows: [-0.04, 0.02, 0.14],
    highlights: [-0.08, -0.01, 0.05],
  },
  // Pop, pink in the shadows.
  hairspray: {
    saturation: 1.45,
    contrast: 0.25,
    gamma: 1.1,
    shadows: [0.1, -0.02, 0.1],
    highlights: [0.04, -0.02, -0.02],
  },
  // Prussian blue ink on cream paper.
  hokusai: { saturation: 0.5, contrast: 0.4, shadows: [-0.08, 0.01, 0.24], highlights: [0.02, 0, -0.14] },
  // Unseen: dark, cold, hardly any colour.
  incognito: {
    saturation: 0.3,
    contrast: 0.6,
    gamma: 0.85,
    shadows: [-0.01, 0, 0.03],
    highlights: [-0.05, -0.02, 0],
  },
  // Washed and bright, cream.
  linen: { saturation: 0.75, contrast: -0.15, gamma: 1.2, highlights: [0.02, 0, -0.08], fade: 0.12 },
  // Teal and deep blue.
  peacock: { saturation: 1.3, contrast: 0.2, shadows: [-0.06, 0.05, 0.14], highlights: [-0.05, 0.02, -0.03] },
  // Fresh greens, light.
  primavera: {
    saturation: 1.25,
    contrast: 0.05,
    gamma: 1.3,
    shadows: [0, 0.04, -0.01],
    highlights: [0, 0.02, -0.07],
  },
  // Rose, pastel.
  quartz: {
    saturation: 0.8,
    gamma: 1.15,
    shadows: [0.1, 0, 0.07],
    highlights: [0.02, -0.05, -0.01],
    fade: 0.05,
  },
  // Desert at noon.
  red_rock: {
    saturation: 1.25,
    contrast: 0.35,
    shadows: [0.1, -0.02, -0.05],
    highlights: [0.07, -0.03, -0.14],
  },
  // Clean: a little more of everything.
  refresh: { saturation: 1.2, contrast: 0.25, gamma: 1.2 },
  // Hot.
  sizzle: { saturation: 1.5, contrast: 0.6, shadows: [0.03, -0.01, -0.02], highlights: [0.06, 0.01, -0.1] },
  // Soft, lavender in the shadows.
  sonnet: {
    saturation: 0.85,
    contrast: -0.25,
    gamma: 1.05,
    shadows: [0.04, 0.01, 0.1],
    highlights: [0.01, -0.01, -0.05],
    fade: 0.08,
  },
  // A postcard: yellow light, cyan shadows.
  ukulele: {
    saturation: 1.1,
    contrast: 0.1,
    gamma: 1.1,
    shadows: [-0.04, 0.05, 0.09],
    highlights: [0.05, 0.01, -0.2],
    fade: 0.03,
  },
  // A black mask: hard black and white.
  zorro: { saturation: 0, contrast: 1, gamma: 0.8 },
} as const satisfies Readonly<Record<string, Look>>;

export type LookName = keyof typeof looks;
