// node generate.mjs SOURCE_ROOT NODE_MODULES OUTPUT: writes the Java model of every catalogued operation.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readCatalogue, readFacts } from './facts.mjs';
import { recordSource } from './java.mjs';
import { ModelReader } from './model.mjs';
import { bindingCode, errorsSource, operationsSource, packageSource, schemasSource } from './tables.mjs';

const PREFIXES = {
  iam: 'Iam', sts: 'Sts', ec2: 'Ec2', s3: 'S3', autoscaling: 'AutoScaling', lambda: 'Lambda', rds: 'Rds',
  cloudtrail: 'CloudTrail', iamtoolbox: 'IamToolbox' };

/** File name → text of one service's package. */
export function generateService(service, module, facts, catalogue, settings) {
  const reader = new ModelReader(service, module, facts);
  const operations = catalogue.map((name) => reader.operation(name));
  const structures = [...reader.structures.values()];
  const everything = settings.protocol.startsWith('REST_') ? new ModelReader(service, module, facts) : null;
  const bindings = everything === null ? [] : [...everything.operations.keys()].sort().map((name) => bindingCode(everything.operation(name)));
  const packageName = `signet.model.${service}`;
  const prefix = PREFIXES[service];
  return new Map([
    ...structures.map((s) => [`${s.javaName}.java`, recordSource(packageName, s)]),
    [`${prefix}Operations.java`, operationsSource(packageName, prefix, service, settings, operations, reader.operationNames(), bindings)],
    [`${prefix}Schemas.java`, schemasSource(packageName, prefix, operations)],
    [`${prefix}Errors.java`, errorsSource(packageName, prefix, service, reader.errorFactories())],
    ['package-info.java', packageSource(packageName, service)],
  ]);
}

/** Writes only what changed, so that the compiler sees an unchanged tree as unchanged. */
export function writeFiles(folder, files) {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!files.has(name)) rmSync(join(folder, name));
  for (const [name, text] of files) {
    const path = join(folder, name);
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
  }
}

function filesUnder(folder) {
  return readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

/** One hash over everything that the output depends on. */
export function inputHash(sourceRoot, lockFile) {
  const hash = createHash('sha256');
  const folders = ['node', 'constraints', 'catalogue', 'schemas'].map((name) => join(sourceRoot, name));
  for (const path of [...folders.flatMap(filesUnder), lockFile]) hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
}

async function main([sourceRoot, npmFolder, output]) {
  const stamp = join(output, '..', 'model.sha256');
  const hash = inputHash(sourceRoot, join(npmFolder, 'package-lock.json'));
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  const require = createRequire(pathToFileURL(join(resolve(npmFolder), 'package.json')));
  const settings = JSON.parse(readFileSync(join(sourceRoot, 'constraints', 'services.json'), 'utf8'));
  for (const service of Object.keys(settings)) {
    const { schemas, package: name } = settings[service];
    const module = schemas
      ? await import(pathToFileURL(resolve(sourceRoot, 'schemas', schemas)))
      : require(`@aws-sdk/client-${name ?? service}`);
    const files = generateService(service, module, readFacts(sourceRoot, service), readCatalogue(sourceRoot, service), settings[service]);
    writeFiles(join(output, 'signet', 'model', service), files);
  }
  writeFileSync(stamp, hash);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv.slice(2));
