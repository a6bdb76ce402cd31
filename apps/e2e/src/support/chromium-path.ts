import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import type { LaunchOptions } from 'playwright-core';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

/** How to launch a headless Chromium: Debian's when it is installed, else the one that npm carries. */
export async function chromiumPath(): Promise<LaunchOptions> {
  if (existsSync(DEBIAN_CHROMIUM)) return { executablePath: DEBIAN_CHROMIUM, args: quiet };
  return { executablePath: await chromium.executablePath(), args: [...chromium.args, ...quiet] };
}
