import {
  CallFunction_Request as FunctionRequest,
  CallFunction_Response as FunctionResponse,
} from '../../../lib/terraform-plugin/testing/protocol/tfplugin6';
import { ProviderClient } from '../../../lib/terraform-plugin/testing/provider-client';

/** Calls the functions of the fixture. */
export class FixtureClient extends ProviderClient {
  /** Calls one of the fixture's functions. */
  beginFunction(name: string, argument: Uint8Array = Uint8Array.of()) {
    const request = FunctionRequest.fromPartial({ name, arguments: [{ msgpack: argument }] });
    const { done, cancel } = this.begin(
      '/tfplugin6.Provider/CallFunction',
      FunctionRequest.encode(request).finish(),
    );
    const result = done.then((bytes) =>
      Buffer.from(FunctionResponse.decode(bytes).result?.msgpack ?? []),
    );
    return { result, cancel };
  }

  callFunction(name: string, argument?: Uint8Array): Promise<Buffer> {
    return this.beginFunction(name, argument).result;
  }
}
