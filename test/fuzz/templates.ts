import assert from 'node:assert/strict';
import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import * as fc from 'fast-check';
import { BackupQuery, DdsProvider } from '../../lib';
import { mapLiterals, quotable, templateOf } from '../../lib/constructs/private/template';
import { always } from './property';

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '$',
        '%',
        '{',
        '}',
        '"',
        '\\',
        '$${',
        '%%{',
        '%{',
        '$$',
        '%%',
        "'",
        '\n',
        '~',
        'é',
        '😀',
        ' ',
      ),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** A template without expressions, as HCL reads it; undefined if it has one. Source: HCL, "Template Literals". */
function asEngineReads(template: string): string | undefined {
  const withoutEscapes = template.replace(/\$\$\{|%%\{/g, ' ');
  if (/[$%]\{/.test(withoutEscapes)) return undefined;
  return template.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{');
}

/** A text between quotes, as HCL reads it. */
function unquoted(quoted: string): string {
  return quoted.replace(/\\(?:([nrt"\\])|u([0-9a-f]{4}))/g, (_, short?: string, hex?: string) =>
    short === undefined
      ? String.fromCharCode(parseInt(hex ?? '', 16))
      : ({ n: '\n', r: '\r', t: '\t' }[short] ?? short),
  );
}

interface Synthesized {
  readonly data: { readonly dds_backups: { readonly it: Readonly<Record<string, unknown>> } };
  readonly provider: { readonly dds: readonly Readonly<Record<string, unknown>>[] };
}

function synthesized(build: (stack: TerraformStack) => void): Synthesized {
  const stack = new TerraformStack(Testing.app(), 'stack');
  build(stack);
  return JSON.parse(Testing.synth(stack)) as Synthesized;
}

export const templates = [
  always('a template is kept piece by piece', [text], (template) => {
    assert.equal(
      mapLiterals(template, (piece) => piece),
      template,
    );
  }),

  always('a string means to the engine what it means to its author', [text], (given) => {
    fc.pre(!given.includes('${') && !given.includes('%%{'));
    assert.equal(asEngineReads(templateOf(given)), given);
  }),

  always('a template between quotes is the same template', [text], (template) => {
    fc.pre(!template.replace(/\$\$\{|%%\{/g, ' ').includes('${'));
    assert.equal(unquoted(quotable(template)), template);
    assert.doesNotMatch(quotable(template), /\p{Cc}/u);
  }),

  always(
    'a string of a construct means the same after synth',
    [text],
    (given) => {
      fc.pre(given.trim() !== '' && !/\$\{|%%\{/.test(given));
      const { provider } = synthesized((stack) => {
        new DdsProvider(stack, 'it', { password: given });
      });
      assert.equal(asEngineReads(String(provider.dds[0]?.password)), given);
    },
    { runs: 20 },
  ),

  always(
    'a token survives within any text',
    [text, text],
    (before, after) => {
      fc.pre(!/[$%]$|[${}%]/.test(before + after));
      const { data } = synthesized((stack) => {
        const variable = new TerraformVariable(stack, 'name', {});
        new BackupQuery(stack, 'it', { instanceId: `${before}${variable.stringValue}${after}` });
      });
      assert.equal(data.dds_backups.it.instance_id, `${before}\${var.name}${after}`);
    },
    { runs: 20 },
  ),
];
