import { mapLiterals, quotable, templateOf } from '../../../lib/constructs/private/template';

const marked = (template: string, openings?: readonly string[]) =>
  mapLiterals(template, (piece) => `<${piece}>`, openings);

test('what is outside of expressions is mapped piece by piece', () => {
  expect(marked('a${b}c')).toBe('<a>${b}<c>');
  expect(marked('$a%{}$')).toBe('<$><a><%{><}><$>');
  expect(marked('€😀\n')).toBe('<€><😀><\n>');
});

test('an escape is one piece and starts no expression', () => {
  expect(marked('$${a}')).toBe('<$${><a><}>');
  expect(marked('%%{a}')).toBe('<%%{><a><}>');
  expect(marked('$$${a}')).toBe('<$><$${><a><}>');
});

test.each([
  ['braces', '${{a = {b = 1}}}'],
  ['a brace in a text', '${f("}")}'],
  ['an opening brace in a text', '${f("{")}'],
  ['a quote in a text', '${f("\\"}")}'],
  ['a backslash at the end of a text', '${f("\\\\")}'],
  ['a line break in a text', '${f("\\\n}")}'],
  ['a quote without an end', '${f(")}'],
])('an expression with %s ends where it should', (_, expression) => {
  expect(marked(`${expression}x`)).toBe(`${expression}<x>`);
});

test('an expression without an end goes to the end', () => {
  expect(marked('a${b')).toBe('<a>${b');
});

test('a directive is mapped unless it counts as an expression', () => {
  expect(marked('%{if a}')).toBe('<%{><i><f>< ><a><}>');
  expect(marked('%{if a}', ['${', '%{'])).toBe('%{if a}');
});

test('a text that looks like a directive is escaped, but not twice, nor within an expression', () => {
  expect(templateOf('%{a} %%{b} $${c} ${"%{d}"} 100%')).toBe('%%{a} %%{b} $${c} ${"%{d}"} 100%');
});

test('what cannot stand between quotes is escaped, but not within an expression', () => {
  expect(quotable('a"\\\n\r\t\u0000\u009f${f("b")}')).toBe(
    'a\\"\\\\\\n\\r\\t\\u0000\\u009f${f("b")}',
  );
  expect(quotable('%{if "a"}"', ['%{'])).toBe('%{if "a"}\\"');
});
