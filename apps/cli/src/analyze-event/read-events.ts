import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { splitJsonArray } from '@tributary/openlineage';
import { readInput } from '../analyze/read-schema';

/** One event's text with where it was found. */
export interface FoundEvent {
  readonly from: string;
  readonly text: string;
}

/**
 * The events of a file or of a folder's files: one event, a JSON array of them, or one a line, as OpenLineage's file transport writes them.
 * `-` is standard input. Throws CliError when there is no such file.
 */
export function readEvents(place: string): readonly FoundEvent[] {
  return filesAt(place).flatMap((file) => {
    const texts = eventsIn(readInput(file));
    return texts.map((text, at) => ({ from: texts.length === 1 ? file : `${file} #${at + 1}`, text }));
  });
}

function filesAt(place: string): readonly string[] {
  if (place === '-' || statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) return [place];
  return readdirSync(place)
    .filter((name) => /\.(json|jsonl|ndjson)$/.test(name))
    .sort()
    .map((name) => path.join(place, name));
}

function eventsIn(text: string): readonly string[] {
  const list = splitJsonArray(text);
  if (list !== null) return list;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  // A document of many lines has at least one that is no object by itself: its first, `{`.
  return lines.length > 1 && lines.every((line) => /^\s*\{.*\}\s*$/.test(line)) ? lines : [text];
}
