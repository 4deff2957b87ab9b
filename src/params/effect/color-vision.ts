/**
 * What other eyes make of linear red, green and blue.
 * Machado, Oliveira, Fernandes: "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009),
 * https://www.inf.ufrgs.br/~oliveira/pubs_files/CVD_Simulation/CVD_Simulation.html
 */
import type { Matrix3 } from '../../ops/tones.ts';

const grey = (row: Matrix3[0]): Matrix3 => [row, row, row];

export type ColorVision = keyof typeof colorVisions;

export const colorVisions = {
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
  tritanomaly: [
    [1.104996, -0.046633, -0.058363],
    [-0.032137, 0.971635, 0.060503],
    [0.001336, 0.317922, 0.680742],
  ],
  deuteranomaly: [
    [0.498864, 0.674741, -0.173604],
    [0.205199, 0.754872, 0.039929],
    [-0.011131, 0.030969, 0.980162],
  ],
  // One kind of cone, taken to see what luminance is (the weights of sRGB, IEC 61966-2-1).
  cone_monochromacy: grey([0.2126, 0.7152, 0.0722]),
  // Rods only: -0.702 X + 1.039 Y + 0.433 Z (Pattanaik, Ferwerda, Fairchild, Greenberg: "A Multiscale Model of Adaptation
  // and Spatial Vision", 1998), with the primaries of sRGB and white kept white: red is black, and blue counts.
  rod_monochromacy: grey([-0.0714, 0.6447, 0.4267]),
} as const satisfies Readonly<Record<string, Matrix3>>;
