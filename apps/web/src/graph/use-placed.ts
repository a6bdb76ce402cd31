import { useEffect, useMemo, useRef, useState } from 'react';
import { layoutWorker } from './elk-worker';
import type { Drawing } from './graph-cards';
import { placeDrawing, type Placed } from './layout';
import { layoutInput } from './layout-input';

export interface PlacedDrawing {
  readonly drawing: Drawing;
  readonly placed: Placed;
}

/** The drawing with its layout; while a new one is computed the last stays on screen. */
export function usePlaced(drawing: Drawing | null): PlacedDrawing | null {
  const [held, setHeld] = useState<PlacedDrawing | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const latest = useRef(drawing);
  // Drawings of one shape share a layout: picking a column must not move the picture.
  const shape = useMemo(() => (drawing === null ? null : JSON.stringify(layoutInput(drawing))), [drawing]);
  useEffect(() => {
    latest.current = drawing;
  });
  useEffect(() => {
    const wanted = latest.current;
    if (shape === null || wanted === null) return undefined;
    let isWanted = true;
    placeDrawing(layoutWorker(), wanted).then(
      (placed) => isWanted && setHeld({ drawing: wanted, placed }),
      (cause: unknown) => isWanted && setFailure(new Error('the layout worker failed', { cause })),
    );
    return () => {
      isWanted = false;
    };
  }, [shape]);
  if (failure !== null) throw failure;
  return held;
}
