import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `vite dev` sends the API calls; the built app is served by lineage-api itself, on the same origin. */
const api = process.env.TRIBUTARY_API_URL ?? 'http://127.0.0.1:4000';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@tributary/source', 'module', 'browser', 'development|production'] },
  server: { proxy: { '/v1': api } },
  build: {
    target: 'es2022',
    // elkjs is one 1.5 MB worker, loaded beside the app and never on the page's thread.
    chunkSizeWarningLimit: 900,
  },
});
