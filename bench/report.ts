/** One line per measurement, beside its budget. */

export interface Measurement {
  readonly what: string;
  readonly figure: string;
  readonly budget: string;
  readonly met: boolean;
}

export const printMeasurement = ({ what, figure, budget, met }: Measurement): void => {
  console.log(`${met ? 'ok  ' : 'MISS'} ${what.padEnd(58)} ${figure.padEnd(34)} budget ${budget}`);
};
