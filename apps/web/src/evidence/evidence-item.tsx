import type { EvidenceResponse } from '@tributary/contracts';
import type { ReactNode } from 'react';
import { codeWords, formatCount, formatInstant } from '../ui/format';
import { SqlBlock } from './sql-block';

type Item = EvidenceResponse['evidence'][number];

const rungWords: Record<NonNullable<Item['rung']>, string> = {
  native: 'read by our parser',
  'node-sql-parser': 'read by node-sql-parser',
  'tables-only': 'tables only, columns not read',
};

const tablesWords: Record<NonNullable<Item['tables']>, string | null> = {
  agreed: 'tables confirmed by the warehouse',
  undecided: null,
  missed: 'the warehouse read more tables',
};

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Via({ steps }: { readonly steps: readonly string[] }) {
  if (steps.length === 0) return null;
  return (
    <div className="via" data-testid="evidence-via">
      <h4>Through temp tables</h4>
      <ol>
        {steps.map((step, index) => (
          <li key={index}>{step}</li>
        ))}
      </ol>
    </div>
  );
}

function Diagnostics({ found }: { readonly found: Item['diagnostics'] }) {
  if (found.length === 0) return null;
  return (
    <div className="diagnostics">
      <h4>What we could not be sure of</h4>
      <ul>
        {found.map(({ code, message, candidates }, index) => (
          <li key={index}>
            <code>{code}</code> {message}
            {candidates.length > 0 && <span className="muted"> Could be: {candidates.join(', ')}.</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One statement, or one producer's word, that proves an edge. */
export function EvidenceItem({ item }: { readonly item: Item }) {
  return (
    <section className="evidence-item" data-testid="evidence-item">
      <h3>
        {item.statementKind === null ? 'Reported' : codeWords(item.statementKind)}
        <span className="muted"> by {item.producer}</span>
      </h3>
      <p className="badges">
        {item.rung !== null && <span className="badge">{rungWords[item.rung]}</span>}
        {item.confidence !== null && (
          <span className={`badge confidence-${item.confidence}`}>{item.confidence} confidence</span>
        )}
        {item.tables && tablesWords[item.tables] !== null && (
          <span className="badge">{tablesWords[item.tables]}</span>
        )}
      </p>
      {item.expression !== null && (
        <div className="expression">
          <h4>Expression</h4>
          <code data-testid="evidence-expression">{item.expression}</code>
        </div>
      )}
      {item.sql === null ? (
        <p className="muted">The producer reported this edge without its SQL.</p>
      ) : (
        <SqlBlock sql={item.sql} span={item.span} />
      )}
      <Via steps={item.via} />
      <Diagnostics found={item.diagnostics} />
      <dl className="facts">
        <Fact name="First seen">{formatInstant(item.firstSeenAt)}</Fact>
        <Fact name="Last seen">{formatInstant(item.lastSeenAt)}</Fact>
        <Fact name="Executions">{formatCount(item.executions)}</Fact>
        {item.job !== null && <Fact name="Job">{item.job}</Fact>}
        {item.sampleExecutionIds.length > 0 && (
          <Fact name="Samples">
            <code>{item.sampleExecutionIds.join(', ')}</code>
          </Fact>
        )}
        {item.sqlHash !== null && (
          <Fact name="SQL hash">
            <code title={item.sqlHash}>{item.sqlHash.slice(0, 12)}</code>
          </Fact>
        )}
      </dl>
    </section>
  );
}
