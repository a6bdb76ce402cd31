export default `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
section { border-top: 1px solid #8884; margin-top: 2rem; }
h2 { font-size: 1.1rem; }
h2 b { color: #0a7d6c; }
table { border-collapse: collapse; width: 100%; }
td { padding: 0.25rem 0.75rem 0.25rem 0; vertical-align: top; }
td:first-child { white-space: nowrap; }
input, select, button { font: inherit; padding: 0.15rem 0.4rem; }
pre { overflow: auto; background: #8881; padding: 0.75rem; font-size: 0.85rem; }
summary { cursor: pointer; }
`;
