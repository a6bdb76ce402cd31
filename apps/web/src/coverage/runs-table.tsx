import { useClient } from '../api/client-context';
import { usePages } from '../api/use-pages';
import { formatCount, formatInstant } from '../ui/format';
import { MoreButton } from '../ui/more-button';
import { Loading, TroubleNotice } from '../ui/notices';

/** The ledgers of the collectors, newest first. */
export function RunsTable() {
  const client = useClient();
  const list = usePages('runs', (cursor, signal) => client.runs(cursor, signal));
  const runs = list.pages.flatMap((page) => page.runs);
  if (list.first.state === 'trouble')
    return <TroubleNotice trouble={list.first.trouble} again={list.first.again} />;
  if (list.first.state === 'loading') return <Loading what="collector runs" />;
  return (
    <section className="sheet">
      <h2>Collector runs</h2>
      {runs.length === 0 ? (
        <p className="notice-text">No collector has finished a run yet.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">Window</th>
              <th scope="col">Outcome</th>
              <th scope="col" className="number">
                Seen
              </th>
              <th scope="col" className="number">
                Published
              </th>
              <th scope="col" className="number">
                Skipped
              </th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.runId} data-testid="run-row" data-run={run.runId}>
                <td className="cell-name">
                  {run.sourceId}
                  {run.problems.map(({ code, detail }, at) => (
                    <div key={`${at} ${code}`} className="run-problem">
                      <code>{code}</code> {detail}
                    </div>
                  ))}
                </td>
                <td className="muted">
                  {formatInstant(run.window.from)} – {formatInstant(run.window.to)}
                </td>
                <td>{run.outcome}</td>
                <td className="number">{formatCount(run.statements.seen)}</td>
                <td className="number">{formatCount(run.statements.published)}</td>
                <td className="number">{formatCount(run.statements.skipped)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <MoreButton list={list} what="runs" />
    </section>
  );
}
