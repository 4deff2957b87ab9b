/** `bl_name`: a named transformation whose result Cloudinary keeps as the new original. */
import { flow } from '../define.ts';

export const baseline = flow({
  key: 'bl',
  title: 'baseline',
  summary: 'Stands for the chain of that name, as t_ does; it has to come first, alone in its component.',
  note: 'The named chain has to say its format with f_. What Cloudinary keeps in between is not kept here: the picture is the same.',
  status: 'exact',
  reference: 'https://cloudinary.com/documentation/transformation_reference#bl_baseline',
});
