// Reads the constraint facts (src/main/constraints) and the catalogue of one service.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export function parseTsv(text) {
  const [header, ...rows] = text.split('\n').filter((line) => line.length > 0);
  const names = header.split('\t');
  return rows.map((row) => {
    const cells = row.split('\t');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}

export function parseShape(row) {
  return {
    type: row.type,
    min: row.min === '' ? null : Number(row.min),
    max: row.max === '' ? null : Number(row.max),
    pattern: row.pattern === '' ? null : row.pattern,
    enum: row.enum === '' ? [] : row.enum.split('|'),
    member: row.member === '' ? null : row.member,
  };
}

export function readFacts(root, service) {
  const read = (kind) => parseTsv(readFileSync(join(root, 'constraints', `${service}.${kind}.tsv`), 'utf8'));
  const members = new Map();
  for (const row of read('members')) {
    members.set(`${row.structure}.${row.member}`, { shape: row.shape, required: row.required !== '' });
  }
  const numbers = new Map();
  for (const row of parseTsv(readFileSync(join(root, 'constraints', 'numbers.tsv'), 'utf8'))) {
    if (row.service === service) numbers.set(`${row.structure}.${row.member}`, row.type.toLowerCase());
  }
  return {
    operations: new Map(read('operations').map((row) => [row.operation, row])),
    shapes: new Map(read('shapes').map((row) => [row.shape, parseShape(row)])),
    errors: read('errors'),
    members,
    numbers,
  };
}

export function readCatalogue(root, service) {
  return readFileSync(join(root, 'catalogue', `${service}.txt`), 'utf8').split('\n').filter((line) => line !== '');
}
