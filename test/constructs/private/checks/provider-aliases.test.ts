import { TerraformStack, Testing } from 'cdktf';
import { DdsProvider } from '../../../../lib';

function stackWith(props?: { alias: string }) {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new DdsProvider(stack, 'dds', props);
  return { stack };
}

const problem = (stack: TerraformStack) => {
  try {
    Testing.fullSynth(stack);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('synthesized without an error');
};

test('two providers without an alias are rejected', () => {
  const { stack } = stackWith();
  new DdsProvider(stack, 'second');
  expect(problem(stack)).toMatchInlineSnapshot(`
   "Validation failed with the following errors:
     [stack/dds] stack "stack" has several DdsProviders without alias, stack/dds and stack/second: give all but one an alias, and pass those as provider to the constructs that should use them

   If you wish to ignore these validations, pass 'skipValidation: true' to your App configuration.
   "
  `);
});

test('two providers with the same alias are rejected', () => {
  const { stack } = stackWith({ alias: 'twin' });
  new DdsProvider(stack, 'second', { alias: 'twin' });
  expect(problem(stack)).toMatchInlineSnapshot(`
   "Validation failed with the following errors:
     [stack/dds] stack "stack" has several DdsProviders with the alias "twin", stack/dds and stack/second: give each one its own

   If you wish to ignore these validations, pass 'skipValidation: true' to your App configuration.
   "
  `);
});
