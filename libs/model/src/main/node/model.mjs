// Joins the schemas of an @aws-sdk/client-* package with the constraint facts into one plain model of a service.
import { componentName, typeName } from './names.mjs';

const LIST = 1;
const MAP = 2;
const DOCUMENT = 15;
const STREAM_TYPE = 42;
const TRAIT_BITS = ['httpLabel', 'idempotent', 'idempotencyToken', 'sensitive', 'httpPayload', 'httpResponseCode', 'httpQueryParams'];
const TIMESTAMPS = { 4: 'DEFAULT', 5: 'DATE_TIME', 6: 'HTTP_DATE', 7: 'EPOCH_SECONDS' };

function deref(ref) {
  return typeof ref === 'function' ? ref() : ref;
}

function traitsOf(indicator) {
  if (indicator && typeof indicator === 'object') return indicator;
  return Object.fromEntries(TRAIT_BITS.filter((_, i) => ((indicator >> i) & 1) === 1).map((name) => [name, 1]));
}

/** A reference to a shape, perhaps with a member's traits: [schema, traits]. */
export function unwrap(ref) {
  let traits = {};
  let schema = ref;
  for (;;) {
    schema = deref(schema);
    if (Array.isArray(schema) && (schema.length === 2 || Array.isArray(schema[0]) || typeof schema[0] === 'function')) {
      traits = { ...traitsOf(schema[1]), ...traits };
      schema = schema[0];
    } else if (Array.isArray(schema) && schema[0] === 0) {
      traits = { ...traitsOf(schema[3]), ...traits };
      schema = schema[4];
    } else {
      return { schema, traits };
    }
  }
}

/** Whether Amazon marks a value as one that must not be logged: the member, its shape, or what is in it. */
export function isSensitive(ref) {
  const { schema, traits } = unwrap(ref);
  if (traits.sensitive) return true;
  if (!Array.isArray(schema)) return false;
  if (traitsOf(schema[3]).sensitive) return true;
  return (schema[0] === LIST || schema[0] === MAP) && schema.slice(4).some(isSensitive);
}

const CONSTRAINED = (fact) =>
  fact ? { min: fact.min, max: fact.max, pattern: fact.pattern, enum: fact.enum } : { min: null, max: null, pattern: null, enum: [] };

/** An operation newer than the facts: the path in S3's schemas leaves out the bucket and adds x-id. */
function factOf(service, http) {
  if (!http) return { resultWrapper: '', method: 'POST', uri: '/' };
  const [path, query = ''] = http[1].split('?');
  const literals = query.split('&').filter((part) => part !== '' && !part.startsWith('x-id='));
  const uri = service === 's3' ? `/{Bucket}${path === '/' ? '' : path}` : path;
  return { resultWrapper: '', method: http[0], uri: literals.length === 0 ? uri : `${uri}?${literals.join('&')}` };
}

export class ModelReader {
  constructor(service, module, facts) {
    this.service = service;
    this.facts = facts;
    this.operations = new Map(
      Object.values(module).filter((v) => Array.isArray(v) && v[0] === 9).map((op) => [op[2], op]),
    );
    this.errors = Object.values(module).filter((v) => Array.isArray(v) && v[0] === -3);
    this.structures = new Map();
  }

  /** Every operation of the service, implemented or not. */
  operationNames() {
    return [...new Set([...this.operations.keys(), ...this.facts.operations.keys()])].sort();
  }

  operation(name) {
    const schema = this.operations.get(name);
    if (!schema) throw new Error(`${this.service} has no operation ${name}`);
    const fact = this.facts.operations.get(name) ?? factOf(this.service, schema[3]?.http);
    return { name, fact, http: schema[3]?.http ?? null, input: this.inputOf(name, schema), output: this.outputOf(name, schema) };
  }

  inputOf(name, schema) {
    return this.structure(deref(schema[4]), `${name}Input`, `${name}Request`);
  }

  outputOf(name, schema) {
    const output = deref(schema[5]);
    if (!Array.isArray(output) || output[2] === '__Unit') return null;
    const own = [`${name}Result`, `${name}Response`, `${name}Output`].includes(output[2]);
    return this.structure(output, own ? `${name}Output` : typeName(output[2]), `${name}Response`);
  }

  structure(schema, javaName, sdkName) {
    const existing = this.structures.get(javaName);
    if (existing) return existing;
    const unit = !Array.isArray(schema) || schema[2] === '__Unit';
    const awsName = unit ? javaName : schema[2].replace(/^_+/, '');
    const result = { javaName, awsName, traits: unit ? {} : traitsOf(schema[3]), members: [], union: !unit && schema[0] === 4 };
    this.structures.set(javaName, result);
    if (!unit) {
      const required = new Set(schema[4].slice(0, schema[6] ?? 0));
      result.members = schema[4].map((name, i) => this.member(result, name, schema[5][i], required.has(name), sdkName ?? javaName));
    }
    return result;
  }

  member(structure, name, ref, required, sdkName) {
    const fact = this.facts.members.get(`${structure.awsName}.${name}`);
    const { schema, traits } = unwrap(ref);
    const number = this.facts.numbers.get(`${sdkName}.${name}`) ?? this.facts.numbers.get(`${structure.awsName}.${name}`);
    return {
      name,
      component: componentName(name),
      required: (required || (fact?.required ?? false)) && !structure.union,
      traits,
      sensitive: isSensitive(ref),
      shape: this.shape(schema, fact?.shape, number, traits),
    };
  }

  shape(schema, factName, number, traits = {}) {
    const fact = this.facts.shapes.get(factName);
    const constraints = CONSTRAINED(fact);
    if (typeof schema === 'number') return this.simple(schema, fact, constraints, number, traits);
    if (schema[0] === LIST) {
      const element = unwrap(schema[4]);
      return { kind: 'list', constraints, elementName: element.traits.xmlName ?? null, element: this.shape(element.schema, fact?.member) };
    }
    if (schema[0] === MAP) return this.map(schema, constraints, fact);
    return { kind: 'structure', structure: this.structure(schema, typeName(schema[2])) };
  }

  map(schema, constraints, fact) {
    const key = unwrap(schema[4]);
    const value = unwrap(schema[5]);
    return {
      kind: 'map',
      constraints,
      keyName: key.traits.xmlName ?? 'key',
      valueName: value.traits.xmlName ?? 'value',
      value: this.shape(value.schema, fact?.member),
    };
  }

  simple(schema, fact, constraints, number, traits) {
    if (schema >= 128) return { kind: 'map', constraints, keyName: 'key', valueName: 'value', value: this.simple(schema - 128, null, CONSTRAINED(null), null, {}) };
    if (schema >= 64) {
      const member = this.facts.shapes.get(fact?.member);
      return { kind: 'list', constraints, elementName: null, element: this.simple(schema - 64, member, CONSTRAINED(member), null, {}) };
    }
    if (schema === 0) return { kind: 'string', constraints };
    if (schema === 1) return { kind: number ?? (['long', 'double'].includes(fact?.type) ? fact.type : 'integer'), constraints };
    if (schema === 2) return { kind: 'boolean', constraints };
    if (schema === DOCUMENT) return { kind: 'document', constraints };
    if (schema in TIMESTAMPS) return { kind: 'timestamp', format: TIMESTAMPS[schema], constraints };
    if (schema === STREAM_TYPE || traits.streaming) return { kind: 'stream', constraints };
    if (schema === 21) return { kind: 'blob', constraints };
    throw new Error(`unknown simple schema ${schema}`);
  }

  /** Code and status of each modelled error; the facts win, since they hold what the service sends. */
  errorFactories() {
    return this.errors
      .map((schema) => {
        const fact = this.facts.errors.find((row) => row.shape === schema[2]);
        const wire = schema[3]?.awsQueryError ?? [];
        const status = Number(fact?.http || 0) || wire[1] || schema[3]?.httpError || (schema[3]?.error === 'server' ? 500 : 400);
        return { shape: schema[2], code: fact?.code || wire[0] || schema[2], status };
      })
      .sort((a, b) => (a.shape < b.shape ? -1 : 1));
  }
}
