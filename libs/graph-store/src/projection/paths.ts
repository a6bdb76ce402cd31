import type { DatasetName } from '@tributary/contracts';

export const isPath = ({ namespace }: DatasetName): boolean => namespace.startsWith('s3://');

/** `raw/orders/dt=1` lies below `raw/orders` and `raw`; a bucket's root belongs to nobody. */
export function pathsAbove({ namespace, name }: DatasetName): DatasetName[] {
  const parts = name.split('/');
  return parts.slice(0, -1).flatMap((_, i) => {
    const above = parts.slice(0, i + 1).join('/');
    return above === '' ? [] : [{ namespace, name: above }];
  });
}

/** By whole segments: `raw/orders` holds itself and `raw/orders/dt=1`, not `raw/orders_v2`. */
export const holds = (location: DatasetName, path: DatasetName): boolean =>
  location.namespace === path.namespace &&
  location.name !== '/' &&
  (path.name === location.name || path.name.startsWith(`${location.name}/`));
