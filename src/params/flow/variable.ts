/** `$name_value`: sets a variable for the rest of the chain. */
import { flow } from '../define.ts';

export const variable = flow({
  key: '$',
  title: 'variable',
  summary:
    'Sets a variable: a number, a !text!, a !list:of:texts!, another variable, or arithmetic with any of them.',
  note: 'Numbers may stand wherever a number may; texts wherever a word or a colour may. Unset variables are an error.',
  status: 'exact',
  examples: [{ chain: '$side_120/c_fill,h_$side,w_$side_mul_2', of: 'landscape.jpg' }],
  reference: 'https://cloudinary.com/documentation/user_defined_variables',
});
