import { Client, credentials, type ServiceError } from '@grpc/grpc-js';
import { type Certificate } from '../server/grpc/certificate';

/** An independent gRPC client: @grpc/grpc-js. */
export class ProviderClient extends Client {
  constructor(
    socket: string,
    serverCertificate: string | undefined,
    certificate: Certificate | undefined,
    options: object,
  ) {
    const root = pem(serverCertificate ?? '');
    const own =
      certificate && ([Buffer.from(certificate.key), Buffer.from(certificate.cert)] as const);
    super(
      `unix:${socket}`,
      serverCertificate === undefined
        ? credentials.createInsecure()
        : credentials.createSsl(root, own?.[0], own?.[1]),
      {
        'grpc.ssl_target_name_override': 'localhost',
        'grpc.default_authority': 'localhost',
        'grpc.max_receive_message_length': -1,
        'grpc.enable_retries': 0,
        ...options,
      },
    );
  }

  /** Starts a call; `done` rejects with the status if that is not 0. */
  begin(path: string, request: Uint8Array) {
    let cancel: () => void = () => undefined;
    const done = new Promise<Buffer>((resolve, reject) => {
      const call = this.makeUnaryRequest(
        path,
        (bytes: Buffer) => bytes,
        (bytes: Buffer) => bytes,
        Buffer.from(request),
        (error: ServiceError | null, bytes?: Buffer) => {
          if (error) reject(error);
          else resolve(bytes ?? Buffer.alloc(0));
        },
      );
      cancel = () => call.cancel();
    });
    return { done, cancel };
  }
}

function pem(base64: string): Buffer {
  const lines =
    Buffer.from(base64, 'base64')
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return Buffer.from(
    ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
  );
}
