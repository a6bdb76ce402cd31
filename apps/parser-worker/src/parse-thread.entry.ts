import { parentPort } from 'node:worker_threads';
import { runTask, type Task } from './engine/task';
import type { ThreadReply } from './pool/parser-thread';

const port = parentPort;
if (port === null)
  throw new Error('parse-thread.js runs as a worker thread of parser-worker, not on its own');

port.on('message', (task: Task) => {
  port.postMessage(replyTo(task));
});

function replyTo(task: Task): ThreadReply {
  try {
    return { ok: true, answer: runTask(task) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
