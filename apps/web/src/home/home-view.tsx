import type { DatasetListResponse } from '@tributary/contracts';
import { useClient } from '../api/client-context';
import { useAnswer } from '../api/use-answer';
import { usePages } from '../api/use-pages';
import { DatasetLink } from '../ui/dataset-link';
import { formatCount } from '../ui/format';
import { kindNames } from '../ui/kind-icon';
import { MoreButton } from '../ui/more-button';
import { Empty, Loading, TroubleNotice } from '../ui/notices';

type Row = DatasetListResponse['datasets'][number];

function Figures() {
  const client = useClient();
  const answer = useAnswer('coverage', (signal) => client.coverage(signal));
  if (answer.state !== 'ready') return <div className="figures" />;
  const { graph, statements } = answer.value;
  const figures: readonly (readonly [string, number])[] = [
    ['datasets', graph.datasets],
    ['columns', graph.columns],
    ['value flows', graph.directEdges],
    ['influences', graph.indirectEdges],
    ['statements read', statements.distinct],
  ];
  return (
    <dl className="figures">
      {figures.map(([name, count]) => (
        <div key={name}>
          <dd>{formatCount(count)}</dd>
          <dt>{name}</dt>
        </div>
      ))}
    </dl>
  );
}

function DatasetRow({ dataset }: { readonly dataset: Row }) {
  return (
    <tr data-testid="dataset-row" data-dataset={dataset.id}>
      <td className="cell-name">
        <DatasetLink dataset={dataset} />
      </td>
      <td className="muted">{kindNames[dataset.kind]}</td>
      <td className="faint cell-namespace">
        <span className="ellipsis" title={dataset.namespace}>
          {dataset.namespace}
        </span>
      </td>
      <td className="number">{formatCount(dataset.columnCount)}</td>
      <td className="number">{formatCount(dataset.upstream)}</td>
      <td className="number">{formatCount(dataset.downstream)}</td>
    </tr>
  );
}

/** The front page: what this is, how much it knows, and every dataset. */
export function HomeView() {
  const client = useClient();
  const list = usePages('datasets', (cursor, signal) => client.datasets(cursor, signal));
  const datasets = list.pages.flatMap((page) => page.datasets);
  return (
    <main className="page" data-testid="home">
      <section className="hero">
        <h1>What breaks if I change this column?</h1>
        <p>
          And where did this number come from? Search for a table or a column, or press <kbd>/</kbd> and type.
        </p>
        <Figures />
      </section>
      {list.first.state === 'loading' && <Loading what="datasets" />}
      {list.first.state === 'trouble' && (
        <TroubleNotice trouble={list.first.trouble} again={list.first.again} />
      )}
      {list.first.state === 'ready' && datasets.length === 0 && (
        <Empty title="Nothing has been seen yet">
          Lineage appears here as soon as a collector has read a warehouse’s history or a producer has sent
          its first OpenLineage event. Coverage shows what has arrived so far.
        </Empty>
      )}
      {datasets.length > 0 && (
        <section className="sheet">
          <table>
            <caption className="visually-hidden">Datasets</caption>
            <thead>
              <tr>
                <th scope="col">Dataset</th>
                <th scope="col">Kind</th>
                <th scope="col">Where</th>
                <th scope="col" className="number">
                  Columns
                </th>
                <th scope="col" className="number">
                  Upstream
                </th>
                <th scope="col" className="number">
                  Downstream
                </th>
              </tr>
            </thead>
            <tbody>
              {datasets.map((dataset) => (
                <DatasetRow key={dataset.id} dataset={dataset} />
              ))}
            </tbody>
          </table>
          <MoreButton list={list} what="datasets" />
        </section>
      )}
    </main>
  );
}
