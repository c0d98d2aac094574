// Two rule engines for Node on the same task.
//   node check.mjs json-rules-engine|zen-engine RULES.json DATA.ndjson OUT.ndjson
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [engineName, rulesPath, dataPath, outPath] = process.argv.slice(2);
const rules = JSON.parse(readFileSync(rulesPath, 'utf8'));

async function jsonRulesEngine() {
  const { Engine } = await import('json-rules-engine');
  const engine = new Engine();
  const compiled = new Map(rules.map((rule) => [rule.pattern, new RegExp(rule.pattern, 'i')]));
  engine.addOperator('matches', (text, pattern) => compiled.get(pattern).test(text));
  for (const rule of rules)
    engine.addRule({
      conditions: {
        all: [
          { fact: 'purpose', operator: 'matches', value: rule.pattern },
          { fact: 'customer', path: '$.sector', operator: 'notEqual', value: 'healthcare' },
        ],
      },
      event: { type: rule.id },
    });
  return async (declared) => (await engine.run(declared)).events.map((event) => event.type);
}

// A backslash in one of its strings stands for itself.
async function zenEngine() {
  const { ZenEngine } = await import('@gorules/zen-engine');
  const table = {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } },
      {
        id: 'table', type: 'decisionTableNode', name: 'table', position: { x: 1, y: 0 },
        content: {
          hitPolicy: 'collect',
          inputs: [{ id: 'p', name: 'purpose', field: 'purpose' }, { id: 's', name: 'sector', field: 'customer.sector' }],
          outputs: [{ id: 'r', name: 'rule', field: 'rule' }],
          rules: rules.map((rule) => ({
            _id: rule.id, p: `matches($, '(?i)${rule.pattern}')`, s: '$ != "healthcare"', r: `"${rule.id}"`,
          })),
        },
      },
      { id: 'out', type: 'outputNode', name: 'out', position: { x: 2, y: 0 } },
    ],
    edges: [
      { id: 'e1', sourceId: 'in', targetId: 'table', type: 'edge' },
      { id: 'e2', sourceId: 'table', targetId: 'out', type: 'edge' },
    ],
  };
  const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(table)));
  return async (declared) => (await decision.evaluate(declared)).result.map((row) => row.rule);
}

const judge = engineName === 'json-rules-engine' ? await jsonRulesEngine() : await zenEngine();
const out = createWriteStream(outPath);
for await (const line of createInterface({ input: createReadStream(dataPath), crlfDelay: Infinity })) {
  const declared = JSON.parse(line);
  out.write(JSON.stringify({ id: declared.id, rules: (await judge(declared)).sort() }) + '\n');
}
out.end();
