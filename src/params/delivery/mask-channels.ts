/** `fl_ignore_mask_channels`: the fourth channel of some TIFFs is a mask for later use, and not transparency. */
import { delivery } from '../define.ts';

export const ignoreMaskChannels = delivery({
  key: 'fl',
  name: 'ignore_mask_channels',
  title: 'flag ignore_mask_channels',
  summary: 'Shows a TIFF without its alpha channel, which may be a mask; of a layer within its components.',
  status: 'approximate',
  note: 'Whatever the file says of the channel: programs seldom tell masks from transparency. Other formats are left alone.',
  args: {},
});
