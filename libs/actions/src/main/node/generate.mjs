// node generate.mjs SOURCE_FOLDER NPM_FOLDER RESOURCE_FOLDER: writes the resource, unless it was made from the same sources
// and the same lock file.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compact } from './catalogue.mjs';
import { read } from './source.mjs';

const [sources, npm, resources] = process.argv.slice(2);
const inputs = [join(npm, 'package-lock.json'), ...readdirSync(sources).sort().map((name) => join(sources, name))];
const hash = createHash('sha256');
inputs.forEach((input) => hash.update(readFileSync(input)));
const state = hash.digest('hex');
const folder = join(resources, 'signet', 'actions');
const stamp = join(resources, '..', 'actions.sha256');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== state) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'catalogue.bin'), compact(await read(npm)));
  copyFileSync(join(npm, 'node_modules', '@cloud-copilot', 'iam-data', 'LICENSE.txt'), join(folder, 'LICENSE-iam-data'));
  writeFileSync(stamp, state);
}
