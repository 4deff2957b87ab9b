/** `t_name`: a chain that is kept under a name. */
import { flow } from '../define.ts';

export const named = flow({
  key: 't',
  title: 'named transformation',
  summary: 'Stands for the chain of that name; several are joined with a dot, or follow each other.',
  note: 'Variables that were set before are visible inside. Names and their chains are set in DARKROOM_CONFIG, per cloud.',
  status: 'exact',
  reference: 'https://cloudinary.com/documentation/named_transformations',
});
