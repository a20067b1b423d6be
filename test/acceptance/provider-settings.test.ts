import { TerraformResource } from 'cdktf';
import { type Simulator, startSimulator } from '../../lib/simulator/simulator';
import { planned } from './planned-mistakes';

let cloud: Simulator;

beforeEach(async () => {
  cloud = await startSimulator();
});

afterEach(() => cloud.close());

describe('the provider is not to be configured with', () => {
  test('an endpoint that is no URL', async () => {
    const settings = { endpoints: { dds: 'http://' } };
    expect(await planned(cloud, (stack, links) => links(stack, 'links'), { settings }))
      .toMatchInlineSnapshot(`
     {
       "provider": "Setting endpoints.dds cannot be used
     "http://" is not an address; write it like "https://dds.eu-west-101.myhuaweicloud.eu", without user, query or fragment.
     > "endpoints": {
               "dds": "http://"
             }",
     }
    `);
  });

  test.each<[string, NodeJS.ProcessEnv]>([
    ['no credentials', { HW_ACCESS_KEY: undefined, HW_SECRET_KEY: undefined }],
    ['an access key alone', { HW_SECRET_KEY: undefined }],
    ['a secret key alone', { HW_ACCESS_KEY: undefined }],
    [
      'a security token alone',
      { HW_ACCESS_KEY: undefined, HW_SECRET_KEY: undefined, HW_SECURITY_TOKEN: 'st' },
    ],
    [
      'a user without password',
      { HW_ACCESS_KEY: undefined, HW_SECRET_KEY: undefined, HW_USER_NAME: 'user' },
    ],
    ['no region', { HW_REGION_NAME: undefined }],
  ])('%s', async (_, env) => {
    const settings = { endpoints: cloud.endpoints };
    expect(
      await planned(cloud, (stack, links) => links(stack, 'links'), { settings, env }),
    ).toMatchSnapshot();
  });

  test('credentials that are known only after the plan', async () => {
    const told = await planned(cloud, (stack, links, provider) => {
      links(stack, 'links');
      new TerraformResource(stack, 'later', { terraformResourceType: 'terraform_data' });
      provider.addOverride('secret_key', '${terraform_data.later.id}');
    });
    expect(told).toMatchInlineSnapshot(`
     {
       "links": "Provider configuration is not known yet
     These arguments of the provider depend on something that has not been created yet: secret_key. Add a depends_on on that resource to the data source, so that it is read afterwards, or create that resource in an earlier run.",
     }
    `);
  });
});
