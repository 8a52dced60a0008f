import { createServer } from 'node:http';

/**
 * The floor under every service: Node's own server that reads a JSON body and answers its id. `node bare-server.js
 * <port>`
 */
createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { id } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { id: string };
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id }));
  });
}).listen(Number(process.argv[2]), '127.0.0.1');
