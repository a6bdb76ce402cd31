import type { CoverageResponse } from '@tributary/contracts';
import { useClient } from '../api/client-context';
import { useAnswer } from '../api/use-answer';
import { codeWords, formatCount, formatInstant } from '../ui/format';
import { Loading, TroubleNotice } from '../ui/notices';
import { RunsTable } from './runs-table';
import { ShareBars } from './share-bars';

const rungNames: Readonly<Record<string, string>> = {
  native: 'read by our own parser',
  'node-sql-parser': 'read by node-sql-parser',
  'tables-only': 'tables only, no columns',
};

const outcomeNames: Readonly<Record<string, string>> = {
  agreed: 'the tables that its text shows',
  undecided: 'left open by views, renames and the like',
  missed: 'tables that its text does not show',
};

function Ledger({ statements, events, graph }: CoverageResponse) {
  const figures: readonly (readonly [string, string, number])[] = [
    ['Statements seen', 'by the collectors, in all runs', statements.seen],
    ['Published', 'on their way to the graph', statements.published],
    ['Skipped', 'for the reasons below', statements.skipped],
    ['Stored', 'executions in the graph', statements.stored],
    ['Distinct', 'texts among them', statements.distinct],
    ['Events', 'from OpenLineage producers', events.stored],
    ['Waiting', 'to be read again or drawn', statements.awaitingReparse + (graph.awaitingProjection ?? 0)],
  ];
  return (
    <dl className="figures-explained">
      {figures.map(([name, meaning, count]) => (
        <div key={name}>
          <dd>{formatCount(count)}</dd>
          <dt>
            {name}
            <span>{meaning}</span>
          </dt>
        </div>
      ))}
    </dl>
  );
}

function Sources({ sources }: Pick<CoverageResponse, 'sources'>) {
  return (
    <section className="sheet">
      <h2>Sources</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Last run</th>
            <th scope="col">Outcome</th>
            <th scope="col">Read up to</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr key={source.id} data-testid="source-row" data-source={source.id}>
              <td className="cell-name">{source.id}</td>
              <td className="muted">{formatInstant(source.lastRunAt)}</td>
              <td>{source.lastOutcome ?? '–'}</td>
              <td className="muted">{formatInstant(source.windowTo)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** How much of what ran is in the graph, and why the rest is not. */
export function CoverageView() {
  const client = useClient();
  const answer = useAnswer('coverage', (signal) => client.coverage(signal));
  if (answer.state === 'trouble') return <TroubleNotice trouble={answer.trouble} again={answer.again} />;
  if (answer.state === 'loading') return <Loading what="coverage" />;
  const coverage = answer.value;
  const { statements, events, diagnostics, tables } = coverage;
  return (
    <main className="page coverage" data-testid="coverage">
      <h1>Coverage</h1>
      <p className="lede">Every statement and event has one place here: in the graph, or with a reason.</p>
      <Ledger {...coverage} />
      <div className="card-grid">
        <ShareBars
          title="How statements were read"
          counts={statements.byRung}
          nameOf={(rung) => rungNames[rung] ?? codeWords(rung)}
          empty="No statement has been read yet."
        />
        <ShareBars
          title="Kinds of statements"
          counts={statements.byKind}
          nameOf={codeWords}
          empty="No statement has been read yet."
        />
        <ShareBars
          title="Why statements were skipped"
          counts={statements.skippedByCode}
          nameOf={codeWords}
          empty="None was skipped."
        />
        <ShareBars
          title="What the engine could not be sure of"
          counts={diagnostics}
          nameOf={codeWords}
          empty="Nothing: every name was resolved."
        />
        {tables !== undefined && tables.compared > 0 && (
          <ShareBars
            title="What the warehouse touched"
            counts={{ agreed: tables.agreed, undecided: tables.undecided, missed: tables.missed }}
            nameOf={(outcome) => outcomeNames[outcome] ?? codeWords(outcome)}
            empty="It said nothing yet."
          />
        )}
        <ShareBars
          title="Events by producer"
          counts={events.byProducer}
          nameOf={(producer) => producer}
          empty="No producer has sent an event yet."
        />
      </div>
      {coverage.sources.length > 0 && <Sources sources={coverage.sources} />}
      <RunsTable />
    </main>
  );
}
