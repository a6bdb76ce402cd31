import type { DatasetResponse, DatasetSummary } from '@tributary/contracts';
import type { ReactNode } from 'react';
import { useClient } from '../api/client-context';
import { useAnswer } from '../api/use-answer';
import { DatasetLink } from '../ui/dataset-link';
import { codeWords, formatCount, formatInstant } from '../ui/format';
import { Loading, TroubleNotice } from '../ui/notices';
import { ColumnTable } from './column-table';
import { useRoot } from './use-root';

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="detail-section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Neighbours({
  title,
  datasets,
}: {
  readonly title: string;
  readonly datasets: readonly DatasetSummary[];
}) {
  return (
    <Section title={title}>
      {datasets.length === 0 && <p className="faint">None seen.</p>}
      <ul className="plain">
        {datasets.map((dataset) => (
          <li key={dataset.id}>
            <DatasetLink dataset={dataset} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Aliases({ aliases }: Pick<DatasetResponse, 'aliases'>) {
  if (aliases.length === 0) return null;
  return (
    <Section title="Also known as">
      <ul className="plain aliases">
        {aliases.map(({ namespace, name, reason }) => (
          <li key={`${namespace}/${name}`}>
            <code>
              {namespace}/{name}
            </code>
            <span className="faint">{codeWords(reason)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Writers({ writers }: Pick<DatasetResponse, 'writers'>) {
  return (
    <Section title="Written by">
      {writers.length === 0 && <p className="faint">No statement seen so far writes it.</p>}
      <ul className="plain writers">
        {writers.map(({ sqlHash, statementKind, lastRunAt, executions }, index) => (
          <li key={`${sqlHash ?? ''} ${index}`}>
            <span className="writer-kind">{codeWords(statementKind)}</span>
            <span className="muted">
              {formatCount(executions)} × · last {formatInstant(lastRunAt)}
            </span>
            {sqlHash !== null && (
              <code className="faint" title={sqlHash}>
                {sqlHash.slice(0, 12)}
              </code>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Details({ dataset }: { readonly dataset: DatasetResponse }) {
  return (
    <main className="page details" data-testid="details">
      <div className="details-main">
        {dataset.description !== null && <p className="description">{dataset.description}</p>}
        <ColumnTable dataset={dataset} />
      </div>
      <div className="details-side">
        {dataset.owners.length > 0 && (
          <Section title="Owners">
            <p className="badges">
              {dataset.owners.map((owner) => (
                <span key={owner} className="badge badge-owner">
                  {owner}
                </span>
              ))}
            </p>
          </Section>
        )}
        <Neighbours title="Comes from" datasets={dataset.upstreamDatasets} />
        <Neighbours title="Goes to" datasets={dataset.downstreamDatasets} />
        <Writers writers={dataset.writers} />
        <Aliases aliases={dataset.aliases} />
      </div>
    </main>
  );
}

function NamedDetails({ summary }: { readonly summary: DatasetSummary }) {
  const client = useClient();
  const answer = useAnswer(summary.id, (signal) => client.dataset(summary.namespace, summary.name, signal));
  if (answer.state === 'loading') return <Loading what="details" />;
  if (answer.state === 'trouble') return <TroubleNotice trouble={answer.trouble} again={answer.again} />;
  return <Details dataset={answer.value} />;
}

/** A dataset's columns, names, neighbours and writers. */
export function DetailsView({ dataset }: { readonly dataset: string }) {
  const root = useRoot(dataset);
  if (root.state === 'loading') return <Loading what="details" />;
  if (root.state === 'trouble') return <TroubleNotice trouble={root.trouble} again={root.again} />;
  return <NamedDetails summary={root.value.root.dataset} />;
}
