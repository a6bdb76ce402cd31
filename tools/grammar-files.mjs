import { build } from 'esbuild';
import path from 'node:path';

// esbuild plugin: the grammars of node-sql-parser become files beside the bundle (dist/node-sql-parser-hive.js). V8 reads the whole
// text of a file before anything of it runs, and these are 0.8 MB of the engine's 1.1: 40 of the 65 ms that loading it took,
// for what only a statement needs that our own parser gave up on.
export const grammarFiles = {
  name: 'grammar-files',
  setup({ initialOptions, onResolve, onEnd }) {
    initialOptions.metafile = true;
    const from = new Map();
    onResolve({ filter: /^node-sql-parser\/build\// }, ({ path: grammar, resolveDir }) => {
      const file = `./node-sql-parser-${path.basename(grammar)}.js`;
      from.set(file, { contents: `module.exports = require(${JSON.stringify(grammar)});`, resolveDir });
      return { path: file, external: true };
    });
    onEnd(async ({ metafile }) => {
      const needed = Object.values(metafile.outputs).flatMap((output) => output.imports.map((i) => i.path));
      for (const [file, stdin] of from) {
        if (!needed.includes(file)) continue;
        await build({
          stdin,
          outfile: path.join(initialOptions.outdir, file),
          bundle: true,
          platform: 'node',
          target: initialOptions.target,
          format: 'cjs',
          minify: true,
          logLevel: 'warning',
        });
      }
    });
  },
};
