// `npm start [-- options]`: set-up, then everything as one process tree. `npm start -- --help` lists the options.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { build, root, setup } from './setup.mjs';

await setup();
await build();

const main = path.join(root, 'apps', 'standalone', 'dist', 'main.js');
// The SDK's notice about Node 20 is for those who choose the version, not for who runs this.
const env = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...process.env };
const child = spawn(process.execPath, [main, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit', env });
// A terminal's Ctrl-C reaches the child by itself; a supervisor's signal only reaches us.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('close', (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
