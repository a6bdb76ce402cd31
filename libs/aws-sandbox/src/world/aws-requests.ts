/** Calls operations of a JSON service by hand: the SDK is what is under test. Throws when one is refused. */
export function awsClientOf(endpoint: string, targetPrefix: string) {
  return async <T>(operation: string, input: object): Promise<T> => {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'x-amz-target': `${targetPrefix}.${operation}`,
        'content-type': 'application/x-amz-json-1.0',
      },
      body: JSON.stringify(input),
    });
    if (!answer.ok) throw new Error(`${operation} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
}

/** Reads or writes (without content) `bucket/key` of the sandbox's S3. Throws when it is refused. */
export async function s3ObjectOf(endpoint: string, place: string, method: 'GET' | 'PUT'): Promise<Buffer> {
  const answer = await fetch(`${endpoint}/${place}`, { method });
  if (!answer.ok) throw new Error(`${method} ${place} answered ${answer.status}: ${await answer.text()}`);
  return Buffer.from(await answer.arrayBuffer());
}
