// Serves a Node.js function by the runtime API: loads the handler once, then takes call after call.
import { existsSync, writeSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const env = process.env;
const [host, port] = env.AWS_LAMBDA_RUNTIME_API.split(':');

function ask(method, path, body) {
  return new Promise((resolve, reject) => {
    const sent = request({ host, port, method, path: `/2018-06-01/runtime/${path}` }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }));
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

class Failure extends Error {
  constructor(kind, message) {
    super(message);
    this.name = kind;
  }
}

async function load(name) {
  const slash = name.lastIndexOf('/') + 1;
  const dot = name.indexOf('.', slash);
  if (dot < 0) throw new Failure('Runtime.MalformedHandlerName', 'Bad handler');
  const module = name.slice(0, dot);
  const root = join(env.LAMBDA_TASK_ROOT, module);
  const file = ['.js', '.mjs', '.cjs'].map((end) => root + end).find((path) => existsSync(path));
  if (!file) throw new Failure('Runtime.ImportModuleError', `Error: Cannot find module '${module}'`);
  const loaded = await import(pathToFileURL(file));
  const path = name.slice(dot + 1).split('.');
  const find = (from) => path.reduce((value, key) => value?.[key], from);
  const handler = find(loaded) ?? find(loaded.default);
  if (handler === undefined) throw new Failure('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  if (typeof handler !== 'function') throw new Failure('Runtime.HandlerNotFound', `${name} is not a function`);
  return handler;
}

function contextOf(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const client = headers['lambda-runtime-client-context'];
  return {
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: client ? JSON.parse(client) : undefined,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

function run(handler, event, context) {
  return new Promise((resolve, reject) => {
    const callback = (error, value) => (error ? reject(error) : resolve(value));
    const returned = handler(event, context, callback);
    if (typeof returned?.then === 'function') returned.then(resolve, reject);
    else if (handler.length < 3) resolve(returned);
  });
}

function document(error) {
  const real = error instanceof Error;
  const text = {
    errorType: real ? error.name : typeof error,
    errorMessage: real ? error.message : String(error),
    trace: real && error.stack ? error.stack.split('\n') : [],
  };
  write(2, `ERROR\tInvoke Error\t${JSON.stringify(text)}\n`);
  return JSON.stringify(text);
}

/** At once, as the answer may be followed by the end. */
function write(descriptor, text) {
  try {
    writeSync(descriptor, text);
  } catch {
    // the function has closed it
  }
}

const drained = (stream) => new Promise((resolve) => stream.write('', resolve));

async function serve(handler, headers, payload) {
  const id = headers['lambda-runtime-aws-request-id'];
  let body;
  let path = 'response';
  try {
    const value = await run(handler, JSON.parse(payload), contextOf(headers));
    body = JSON.stringify(value === undefined ? null : value);
  } catch (error) {
    body = document(error);
    path = 'error';
  }
  await Promise.all([drained(process.stdout), drained(process.stderr)]);
  write(1, `\x1e${id}\n`);
  await ask('POST', `invocation/${id}/${path}`, body);
}

let handler;
try {
  handler = await load(env._HANDLER);
} catch (error) {
  await ask('POST', 'init/error', document(error));
  process.exit(1);
}
for (;;) {
  const { status, headers, body } = await ask('GET', 'invocation/next');
  if (status !== 200) process.exit(0);
  await serve(handler, headers, body);
}
