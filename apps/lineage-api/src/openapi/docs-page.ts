import type { Described } from '../endpoint';
import style from './docs-style';
import { html, raw, type Html } from './html';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly description?: string;
  readonly example?: string;
  readonly schema: { readonly default?: unknown; readonly enum?: readonly string[] };
}

/** The description as one page that needs neither scripts nor other servers: every GET has a form that asks it. */
export function docsPage(endpoints: readonly Described[], document: Record<string, unknown>): string {
  const paths = document['paths'] as Record<
    string,
    Record<string, { parameters: Parameter[]; responses: unknown }>
  >;
  const { schemas } = document['components'] as { schemas: Record<string, unknown> };
  const sections = endpoints.map((endpoint) => {
    const path = endpoint.path.replaceAll('+}', '}');
    return section(endpoint, path, paths[path]![endpoint.method]!.parameters);
  });
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Tributary API</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <h1>Tributary API</h1>
        <p>
          Column-level lineage over HTTP. Every list says in <code>truncated</code> whether it was cut and in
          <code>cursor</code> how to go on; what goes wrong is answered as
          <code>application/problem+json</code>, whose <code>detail</code> says what to change. For programs:
          <a href="/v1/openapi.json">/v1/openapi.json</a>
          (OpenAPI 3.1). The whole graph, streamed: <a href="/v1/export">/v1/export</a>, with
          <code>?format=</code>
          csv, graphml, mermaid or openlineage for other tools.
        </p>
        <nav>
          ${endpoints.map(({ id, path, method }) => html`<a href="#${id}">${method.toUpperCase()} ${path.replaceAll('+}', '}')}</a>`)}
        </nav>
        ${sections}
        <h2 id="shapes">Shapes</h2>
        ${Object.entries(schemas).map(
          ([name, schema]) =>
            html`<details id="shape-${name}">
              <summary>${name}</summary>
              <pre>${JSON.stringify(schema, null, 2)}</pre>
            </details>`,
        )}
      </body>
    </html>`.text;
}

function section(endpoint: Described, path: string, parameters: readonly Parameter[]): Html {
  const inQuery = parameters.filter((parameter) => parameter.in === 'query');
  const canTry = endpoint.method === 'get' && inQuery.length === parameters.length;
  const rows = parameters.map(
    (parameter) =>
      html`<tr>
        <td><code>${parameter.name}</code>${parameter.required ? ' *' : ''}</td>
        <td>${canTry ? input(parameter) : parameter.in}</td>
        <td>
          ${parameter.description ?? ''}${parameter.schema.default === undefined ? '' : ` Default: ${String(parameter.schema.default)}.`}
        </td>
      </tr>`,
  );
  const table =
    parameters.length === 0
      ? ''
      : html`<table>
          ${rows}
        </table>`;
  return html`<section id="${endpoint.id}">
    <h2><b>${endpoint.method.toUpperCase()}</b> <code>${path}</code></h2>
    <p>${endpoint.summary}.</p>
    ${endpoint.description === undefined ? '' : html`<p>${endpoint.description}</p>`}
    ${canTry ? html`<form action="${path}" method="get">${table}<button>Ask</button></form>` : table}
  </section>`;
}

function input({ name, required, example, schema }: Parameter): Html {
  if (schema.enum !== undefined) {
    return html`<select name="${name}">
      ${schema.enum.map((word) => html`<option${word === schema.default ? raw(' selected') : ''}>${word}</option>`)}
    </select>`;
  }
  return html`<input name="${name}" placeholder="${example ?? ''}" ${required ? raw(' required') : ''} />`;
}
