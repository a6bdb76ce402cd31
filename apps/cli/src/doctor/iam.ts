import type { Settings } from './settings';

/** A statement for a policy, ready to be added. */
export const allow = (
  actions: readonly string[],
  resources: readonly string[],
  condition?: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string =>
  JSON.stringify({
    Effect: 'Allow',
    Action: actions,
    Resource: resources.length === 1 ? resources[0] : resources,
    ...(condition !== undefined && { Condition: condition }),
  });

/** Whether AWS refused because of rights, whatever the service calls it. */
export function isDenied(error: unknown): boolean {
  const { name, status } = factsOf(error);
  return status === 403 || /AccessDenied|Forbidden|UnauthorizedOperation|NotAuthorized/i.test(name);
}

/** What an error of the SDK says about itself. */
export function factsOf(error: unknown): {
  readonly name: string;
  readonly status: number | null;
  readonly message: string;
} {
  if (!(typeof error === 'object' && error !== null))
    return { name: 'Error', status: null, message: String(error) };
  const {
    name = 'Error',
    message = '',
    $metadata,
  } = error as {
    readonly name?: string;
    readonly message?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  return { name, status: $metadata?.httpStatusCode ?? null, message: message === '' ? name : message };
}

/** `AccessDeniedException: User … is not authorized to perform …` */
export function wordsOf(error: unknown): string {
  const { name, message } = factsOf(error);
  return message.startsWith(name) || name === 'Error' ? message : `${name}: ${message}`;
}

/** The account for ARNs: that of Glue, or of a queue; `*` where nothing says. */
export function accountOf(settings: Settings): string {
  if (settings.GLUE_ACCOUNT_ID !== undefined) return settings.GLUE_ACCOUNT_ID;
  const urls = [settings.QUERIES_QUEUE_URL, settings.LINEAGE_QUEUE_URL, settings.EVENTS_QUEUE_URL];
  return (
    urls.map((url) => /\/(\d{12})\//.exec(url ?? '')?.[1]).find((account) => account !== undefined) ?? '*'
  );
}
