// From the data of source.mjs to what Catalogue.java reads, all in one deflated block:
//   version; global keys; foreign prefixes: count, each: prefix, services; index: count, each service: prefix, length;
//   then the services in the same order, each:
//   name, flags (1 = has resource control policies), keys, key sets, resource types, uses, actions
//     keys:           count, each: name, type (place in TYPES, plus ARRAY where it holds several)
//     key sets:       count, each: count, places in keys
//     resource types: count, each: name, ARN (without PREFIX; '!' before one that hasn't it), key set
//     uses:           count, each: count of resource types, each: place * 2 + required, key set
//     actions:        count, each in the order of lower-case names: letters shared with the one before, rest, access level,
//                     key set, uses, count of dependent actions, each
// A number is a varint, a text its length and UTF-8. Sets are kept once and named by their place.
import { deflateRawSync } from 'node:zlib';
import { text, varint } from '../../../../managed-policies/src/main/node/bytes.mjs';

const PREFIX = 'arn:${Partition}:';
const TYPES = ['String', 'ARN', 'Bool', 'Date', 'Numeric', 'IPAddress', 'Binary'];
const ARRAY = 16;
const LEVELS = { List: 0, Read: 1, Write: 2, Tagging: 3, 'Tagging, Write': 3, 'Permissions management': 4, 'Permissions management, Write': 4 };

export function compact(data) {
  const services = [...data.services].sort((a, b) => order(a.prefix, b.prefix));
  const globals = new Map(data.globalKeys.map((key) => [key.key.toLowerCase(), key.type]));
  const blocks = services.map((service) => block(service, globals));
  const foreign = Object.entries(data.foreignPrefixes).map(([prefix, of]) => Buffer.concat([text(prefix), list(of.map(text))]));
  const index = services.map((service, at) => Buffer.concat([text(service.prefix), varint(blocks[at].length)]));
  return deflateRawSync(
    Buffer.concat([text(data.version), list(data.globalKeys.map(keyBytes)), list(foreign), list(index), ...blocks]),
    { level: 9 },
  );
}

function block(service, globals) {
  const keys = new Places((key) => key.key.toLowerCase());
  service.keys.forEach((key) => keys.of(key));
  const known = (name) => keys.of({ key: name, type: globals.get(name.toLowerCase()) ?? 'String' });
  const sets = new Places((set) => set.join());
  const setOf = (names) => sets.of([...new Set(names.map(known))].sort((a, b) => a - b));
  setOf([]);
  const types = [...service.resourceTypes].sort((a, b) => order(a.key.toLowerCase(), b.key.toLowerCase()));
  const places = new Map(types.map((type, at) => [type.key.toLowerCase(), at]));
  const typeBytes = types.map((type) => Buffer.concat([text(type.key), text(arn(type.arn)), varint(setOf(type.conditionKeys ?? []))]));
  const uses = new Places((use) => JSON.stringify(use));
  const useOf = (action) => uses.of(action.resourceTypes.map((type) => use(service, places, type, setOf)));
  const actions = actionBytes(service, (action) => [varint(setOf(action.conditionKeys)), varint(useOf(action))]);
  return Buffer.concat([
    text(service.name),
    varint(service.resourceControl ? 1 : 0),
    list(keys.all.map(keyBytes)),
    list(sets.all.map((set) => list(set.map(varint)))),
    list(typeBytes),
    list(uses.all.map((of) => list(of.map(([type, set]) => Buffer.concat([varint(type), varint(set)]))))),
    list(actions),
  ]);
}

function use(service, places, type, setOf) {
  const place = places.get(type.name.toLowerCase());
  if (place === undefined) {
    throw new Error(`${service.prefix} has no resource type ${type.name}`);
  }
  return [place * 2 + (type.required ? 1 : 0), setOf(type.conditionKeys)];
}

function actionBytes(service, sets) {
  let before = '';
  return [...service.actions]
    .sort((a, b) => order(a.name.toLowerCase(), b.name.toLowerCase()))
    .map((action) => {
      const shared = sharedStart(before, action.name);
      before = action.name;
      const dependents = service.dependents[action.name.toLowerCase()] ?? [];
      return Buffer.concat([
        varint(shared),
        text(action.name.slice(shared)),
        varint(place(LEVELS[action.accessLevel], action.accessLevel)),
        ...sets(action),
        list(dependents.map(text)),
      ]);
    });
}

export function sharedStart(one, another) {
  let length = 0;
  while (length < one.length && one[length] === another[length]) {
    length += 1;
  }
  return length;
}

function keyBytes(key) {
  const many = key.type.startsWith('ArrayOf');
  const at = TYPES.indexOf(many ? key.type.slice('ArrayOf'.length) : key.type);
  return Buffer.concat([text(key.key), varint(place(at < 0 ? undefined : at, key.type) + (many ? ARRAY : 0))]);
}

function arn(format) {
  return format.startsWith(PREFIX) ? format.slice(PREFIX.length) : `!${format}`;
}

function place(at, name) {
  if (at === undefined) {
    throw new Error(`not known here: ${name}`);
  }
  return at;
}

function list(items) {
  return Buffer.concat([varint(items.length), ...items]);
}

function order(one, another) {
  return one < another ? -1 : one > another ? 1 : 0;
}

// Values, each kept once.
class Places {
  all = [];
  #places = new Map();
  #name;

  constructor(name) {
    this.#name = name;
  }

  of(value) {
    const name = this.#name(value);
    let at = this.#places.get(name);
    if (at === undefined) {
      at = this.all.push(value) - 1;
      this.#places.set(name, at);
    }
    return at;
  }
}
