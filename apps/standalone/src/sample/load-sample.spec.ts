import path from 'node:path';
import { firstDayBefore, loadSample } from './load-sample';

const sample = loadSample(path.join(__dirname, '../../assets/sample'), new Date('2026-10-01T00:00:00Z'));

describe('the sample warehouse', () => {
  it('is a month of at least 150 statements over at least 25 tables', () => {
    const { redshift, athena, glue } = sample.warehouse;
    const tables =
      redshift.databases[0]!.ddl.filter((text) => /create (table|view|materialized view)/.test(text)).length +
      glue.databases.flatMap((database) => database.tables).length;

    expect(redshift.statements.length + athena.executions.length).toBeGreaterThanOrEqual(150);
    expect(tables).toBeGreaterThanOrEqual(25);
  });

  it('has failures, a rollback, temp tables, MERGE, COPY, UNLOAD and a rename', () => {
    const { statements } = sample.warehouse.redshift;
    const some = (pattern: RegExp): boolean => statements.some((statement) => pattern.test(statement.sql));

    expect(statements.some((statement) => statement.status === 'failed')).toBe(true);
    expect(statements.some((statement) => statement.outcome === 'rolled-back')).toBe(true);
    for (const pattern of [/temp table/, /^merge/, /^copy/, /^unload/, /rename to/])
      expect(some(pattern)).toBe(true);
  });

  it('sends the events of Spark, dbt and Airflow with days of that month', () => {
    const producers = sample.events.map((body) => (JSON.parse(body) as { producer: string }).producer);

    for (const producer of ['spark', 'dbt', 'airflow'])
      expect(producers.some((p) => p.endsWith(producer) || p.includes(producer))).toBe(true);
    expect(sample.events.join()).not.toContain('{day');
  });

  it('ends on the day before the one it is placed by', () => {
    expect(firstDayBefore(new Date('2026-10-31T15:00:00Z')).toISOString()).toBe('2026-10-01T00:00:00.000Z');
  });
});
