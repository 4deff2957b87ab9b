/** `darkroom help`. */
import type { Command } from './command.ts';

export const helpText = `darkroom: a media server that speaks Cloudinary's URL language

Usage: darkroom COMMAND

  serve                       Serve pictures (the default); settings come from the environment
  render FILE CHAIN -o OUT    Develop one file: darkroom render a.jpg c_fill,w_200,h_200/e_sepia -o b.webp
  explain URL                 Tell as JSON what a delivery URL means, stage by stage
  faces FILE...               Find the faces in pictures, print one JSON line for each
  parse                       Read chains and URLs from standard input, print one JSON line for each
  config                      List every setting with its value and where it came from
  help, --version

Exit codes: 0 done, 1 failed, 2 wrong usage.
`;

export const help: Command = async (_args, terminal) => {
  await terminal.print(helpText);
  return 0;
};
