// Writes what a process has used when it ends: USAGE_FILE=usage.json node -r process-usage.cjs …
const fs = require('node:fs');

process.on('exit', () => fs.writeFileSync(process.env.USAGE_FILE, JSON.stringify(process.resourceUsage())));
