import { argumentVariables, collect, finishJob, openCollection } from '@tributary/collection';
import { type ProcessHost, nodeProcess, runJob, runScheduled } from '@tributary/service-kit';
import { redshiftClient, redshiftWarehouse } from '@tributary/warehouse';
import { redshiftCatalog } from './catalog/redshift-catalog';
import { config, sourceOf, targetOf } from './config';
import { redshiftHistory } from './history/redshift-history';

export const COLLECTOR = 'redshift-collector';

/** One run: a window of Redshift's history and its catalog, published; then the process ends. */
export const main = (host: ProcessHost = nodeProcess): Promise<void> =>
  runJob(
    {
      name: COLLECTOR,
      config,
      run: async (context) => {
        const { signal, logger } = context;
        const settings = context.config;
        const source = sourceOf(settings);
        const outside = await openCollection(context, source.id);
        const warehouse = redshiftWarehouse({
          client: redshiftClient({ region: settings.AWS_REGION }),
          target: targetOf(settings),
          sourceId: source.id,
          runId: outside.runId,
          timeoutMs: settings.STATEMENT_TIMEOUT_SECONDS * 1000,
          signal,
        });
        const report = await collect({
          ...outside,
          source,
          collector: COLLECTOR,
          history: redshiftHistory({
            warehouse,
            source,
            databases: settings.REDSHIFT_DATABASES,
            views: settings.REDSHIFT_HISTORY,
            wantsTables: settings.REDSHIFT_TABLES_TOUCHED,
          }),
          catalog: redshiftCatalog({ warehouse, source, settings }),
        });
        return finishJob(report, logger, settings.DRY_RUN);
      },
    },
    { ...host, env: { ...host.env, ...argumentVariables(host.argv) } },
  );

if (require.main === module) void runScheduled(main);
