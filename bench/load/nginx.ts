/** nginx serving one file, where it is installed, with the settings that Debian gives it: a yardstick for the machine. */
import { execFileSync, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pinServer, type Serving } from './processes.ts';

export interface NginxServing extends Serving {
  /** The process that answers; the one that was started only watches it. */
  readonly workerPid: number;
}

export const hasNginx = (): boolean => {
  try {
    execFileSync('nginx', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const maxTries = 200;

const freePort = async (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const configure = (folder: string, port: number): string => `
daemon off; worker_processes 1; user ${userInfo().username}; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  types { image/jpeg jpg; }
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; keepalive_timeout 75s;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server { listen 127.0.0.1:${port}; root ${folder}; }
}
`;

const workerOf = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]);

const answers = async (port: number): Promise<boolean> => {
  try {
    return (await fetch(`http://127.0.0.1:${port}/picture.jpg`)).ok;
  } catch {
    return false;
  }
};

/** The folder gets its settings and the picture. */
export const startNginx = async (folder: string, picture: Uint8Array): Promise<NginxServing> => {
  const port = await freePort();
  await writeFile(join(folder, 'picture.jpg'), picture);
  await writeFile(join(folder, 'nginx.conf'), configure(folder, port));
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  pinServer(child);
  for (let tries = 0; !(await answers(port)); tries += 1) {
    if (child.exitCode !== null || tries === maxTries) throw new Error('nginx does not serve its file');
    await wait(20);
  }
  return { child, port, workerPid: workerOf(child.pid ?? 0) };
};
