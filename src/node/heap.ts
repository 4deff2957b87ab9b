/** How V8 keeps house in a process that passes originals on. */
import { setFlagsFromString } from 'node:v8';

/** Of what is alive: how much garbage there may be before all of it is collected. */
const garbagePercent = 150;

/**
 * V8 counts buffers towards the garbage that makes it collect, and not towards what is alive: two megabytes that pass
 * through a heap of 25 look like trouble to it, and at every fourth original it went over everything that we keep. That
 * took more time than making the picture. V8 reads it whenever it collects, so that it may be said after the start. The
 * process is no larger by it than it is from one run to the next.
 */
export const bearGarbage = (): void => setFlagsFromString(`--heap-growing-percent=${garbagePercent}`);
