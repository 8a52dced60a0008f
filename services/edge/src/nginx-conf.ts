import { existsSync } from 'node:fs';
import type { EdgeConfig } from './configuration.js';
import { ruleSets } from './firewall-rules.js';
import { bodyBytesMax, headerFieldBytesMax, upstreamIdleSeconds, upstreamSilenceSecondsMax } from './limits.js';
import type { NginxPlaces } from './places.js';

/** Addresses that have kept-alive connections: those that could be resolved when the edge started. */
export interface KeptUpstream {
  name: string;
  /** host:port, as nginx resolves it once. */
  address: string;
}

interface Listener {
  listen: string;
  lines: readonly string[];
}

/** As Debian and images without a shell have them. */
const systemAuthorities = '/etc/ssl/certs/ca-certificates.crt';

/** Statuses that nginx itself may answer with, each as a problem document. */
const ownStatuses = '403 404 405 408 411 412 413 415 416 417 421 429 431 500 501 502 503 504 505';

/** nginx.conf. Everything in it is by environment, and read once: what changes while it runs lies in memory (lua). */
export function nginxConf(input: {
  config: EdgeConfig;
  places: NginxPlaces;
  upstreams: readonly KeptUpstream[];
  resolvers: readonly string[];
  asRoot: boolean;
}): string {
  const { config, places, upstreams, resolvers, asRoot } = input;
  const directory = config.EDGE_DIRECTORY;
  const authorities = config.EDGE_CA_FILE ?? (existsSync(systemAuthorities) ? systemAuthorities : undefined);
  return `# Made by the edge at its start.
${asRoot ? 'user root;' : ''}
load_module ${places.modules}/ndk_http_module.so;
load_module ${places.modules}/ngx_http_lua_module.so;
load_module ${places.modules}/ngx_http_modsecurity_module.so;
daemon off;
worker_processes ${config.EDGE_WORKERS};
worker_shutdown_timeout 60s;
pid ${directory}/nginx.pid;
# Its lines about requests have their addresses, and what the firewall matched: only what stops the process is written.
error_log stderr emerg;
events { worker_connections ${config.EDGE_CONNECTIONS}; }

http {
  lua_package_path '${places.lua}/?.lua;${places.luaShare}/?.lua;;';
  lua_package_cpath '${places.luaLibraries}/?.so;;';
  lua_shared_dict edge 32m;
  lua_shared_dict edge_metrics 32m;
  ${authorities === undefined ? '' : `lua_ssl_trusted_certificate ${authorities};`}
  lua_ssl_verify_depth 4;
  lua_socket_log_errors off;
  init_by_lua_block {
    require('everchart.shared').load('${directory}/settings.json')
    requests = require 'everchart.requests'
  }
  init_worker_by_lua_block { requests.start() }
  ${resolvers.length > 0 ? `resolver ${resolvers.join(' ')} valid=5s ipv6=off;\n  resolver_timeout 3s;` : ''}

  server_tokens off;
  default_type application/octet-stream;
  client_body_temp_path ${directory}/body;
  proxy_temp_path ${directory}/proxy;
  fastcgi_temp_path ${directory}/fastcgi;
  uwsgi_temp_path ${directory}/uwsgi;
  scgi_temp_path ${directory}/scgi;

  log_format json escape=json '{"time":"$time_iso8601","requestId":"$edge_request_id","traceId":"$edge_trace_id","org":"$edge_org",'
    '"release":"$edge_release","service":"$edge_service","operation":"$edge_operation_of_answer","method":"$edge_method","status":$status,'
    '"bytesIn":$request_length,"bytesOut":$bytes_sent,"seconds":$request_time,"upstreamSeconds":"$upstream_response_time",'
    '"upstreamStatus":"$upstream_status","why":"$edge_reason","listener":"$edge_listener"}';
  map $request_method $edge_method { default other; GET GET; HEAD HEAD; POST POST; PUT PUT; PATCH PATCH; DELETE DELETE; OPTIONS OPTIONS; }
  map $upstream_http_everchart_operation $edge_operation_of_answer { volatile; '' $edge_operation; '~^[A-Za-z0-9_]{1,80}$' $upstream_http_everchart_operation; default ''; }
  # Nothing was answered to who broke off in the middle of a request.
  map $status:$sent_http_content_type $edge_why_of_status { volatile; '400:' client-gone; ~^499: client-gone; ~^408: slow-client; ~^400: malformed; ~^500: service-fault; default ''; }
  map $edge_why $edge_reason { volatile; '' $edge_why_of_status; default $edge_why; }
  access_log ${config.EDGE_ACCESS_LOG} json;

  limit_req_zone $edge_org zone=org_rate:16m rate=${config.EDGE_ORG_REQUESTS_PER_SECOND}r/s;
  limit_req_zone $edge_client zone=client_rate:32m rate=${config.EDGE_CLIENT_REQUESTS_PER_SECOND}r/s;
  limit_req_zone $binary_remote_addr zone=address_rate:16m rate=${config.EDGE_ADDRESS_REQUESTS_PER_SECOND}r/s;
  limit_conn_zone $edge_org zone=org_concurrent:16m;
  limit_conn_zone $edge_client zone=client_concurrent:32m;
  limit_conn_zone $binary_remote_addr zone=address_concurrent:16m;
  limit_req_status 429;
  limit_conn_status 429;

  client_max_body_size ${bodyBytesMax};
  client_body_buffer_size 1m;
  client_header_buffer_size 2k;
  large_client_header_buffers 4 ${headerFieldBytesMax};
  client_header_timeout ${config.EDGE_HEADERS_SECONDS}s;
  # Behind the time that a body may take at most: that one is answered (requests.lua), this one is not.
  client_body_timeout 1200s;
  send_timeout 60s;
  keepalive_timeout 65s;
  keepalive_requests 10000;
  reset_timedout_connection off;
  ${config.EDGE_TRUSTED_PROXIES.map((network) => `set_real_ip_from ${network};`).join(' ')}
  ${config.EDGE_TRUSTED_PROXIES.length > 0 ? 'real_ip_header X-Forwarded-For;\n  real_ip_recursive on;' : ''}

  proxy_http_version 1.1;
  proxy_buffering off;
  proxy_request_buffering on;
  proxy_buffer_size 16k;
  proxy_buffers 8 16k;
  proxy_busy_buffers_size 32k;
  proxy_connect_timeout 2s;
  proxy_send_timeout 60s;
  # Live streams and long polls speak, or end, before.
  proxy_read_timeout ${upstreamSilenceSecondsMax}s;
  proxy_next_upstream error;
  proxy_next_upstream_tries 2;
  proxy_hide_header Everchart-Operation;
  proxy_set_header Host $http_host;
  proxy_set_header Connection "";
  proxy_set_header X-Correlation-Id $edge_request_id;
  proxy_set_header Traceparent $edge_traceparent;
  proxy_set_header X-Forwarded-For $remote_addr;
  proxy_set_header X-Forwarded-Proto $scheme;
  proxy_set_header X-Forwarded-Host $http_host;
  proxy_set_header Everchart-Release $edge_release;
  proxy_set_header Everchart-Release-Epoch $edge_epoch;

  ssl_protocols TLSv1.2 TLSv1.3;
  ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305;
  ssl_prefer_server_ciphers off;
  ssl_session_cache shared:tls:10m;
  ssl_session_timeout 1h;
  ssl_session_tickets off;

${upstreams.map(({ name, address }) => `  upstream ${name} { server ${address} max_fails=0; keepalive 64; keepalive_timeout ${upstreamIdleSeconds}s; keepalive_requests 10000; }`).join('\n')}

${listeners(config)
  .map((listener) => server(listener, config))
  .join('\n')}
${config.EDGE_WAF ? ruleSets.map(({ name }) => firewall(directory, name)).join('\n') : ''}
  server {
    listen ${config.EDGE_ADDRESS}:${config.EDGE_ADMIN_PORT};
    access_log off;
    location = /metrics { content_by_lua_block { requests.operate('metrics') } }
    location = /edge/live { return 200; }
    location = /edge/ready { content_by_lua_block { requests.operate('ready') } }
    location = /edge/drain { content_by_lua_block { requests.operate('drain') } }
    location / { return 404; }
  }
}
`;
}

function listeners(config: EdgeConfig): Listener[] {
  const address = config.EDGE_ADDRESS;
  const found: Listener[] = [{ listen: `${address}:${config.EDGE_PORT} default_server`, lines: [`set $edge_listener plain;`] }];
  const { EDGE_TLS_CERTIFICATE_FILE: certificate, EDGE_TLS_KEY_FILE: key, EDGE_CLIENT_CA_FILE: authority } = config;
  if (certificate === undefined || key === undefined) return found;
  const tls = [
    `ssl_certificate ${certificate};`,
    `ssl_certificate_key ${key};`,
    'add_header Strict-Transport-Security "max-age=31536000" always;',
  ];
  found.push({ listen: `${address}:${config.EDGE_TLS_PORT} ssl default_server`, lines: [...tls, 'set $edge_listener tls;'] });
  if (authority !== undefined)
    found.push({
      listen: `${address}:${config.EDGE_MACHINE_PORT} ssl default_server`,
      lines: [
        ...tls,
        `ssl_client_certificate ${authority};`,
        'ssl_verify_client on;',
        'ssl_verify_depth 3;',
        'set $edge_listener machine;',
      ],
    });
  return found;
}

const variables = [
  'why', 'problem', 'request_id', 'trace_id', 'traceparent', 'org', 'sub', 'client', 'service', 'operation', 'release', 'epoch',
  'address', 'uri', 'stranger',
]; // prettier-ignore

function server({ listen, lines }: Listener, config: EdgeConfig): string {
  return `  server {
    listen ${listen};
    ${lines.join('\n    ')}
    # Of these there may be no address yet, without which nginx goes to no named location.
    error_page 400 414 /edge/problem;
    error_page 494 =431 /edge/problem/headers;
    error_page 495 496 =400 @problem_certificate;
    error_page 497 =400 @problem_tls;
    error_page ${ownStatuses} @problem;
    header_filter_by_lua_block { requests.answered() }
    body_filter_by_lua_block { requests.body_of_answer() }
    log_by_lua_block { requests.counted() }

    location / {
      ${variables.map((name) => `set $edge_${name} '';`).join(' ')}
      limit_req zone=org_rate burst=${2 * config.EDGE_ORG_REQUESTS_PER_SECOND} nodelay;
      limit_req zone=client_rate burst=${2 * config.EDGE_CLIENT_REQUESTS_PER_SECOND} nodelay;
      limit_req zone=address_rate burst=${2 * config.EDGE_ADDRESS_REQUESTS_PER_SECOND} nodelay;
      limit_conn org_concurrent ${config.EDGE_ORG_CONCURRENT};
      limit_conn client_concurrent ${config.EDGE_CLIENT_CONCURRENT};
      limit_conn address_concurrent ${config.EDGE_ADDRESS_CONCURRENT};
      rewrite_by_lua_block { requests.received() }
      access_by_lua_block { requests.admitted() }
      content_by_lua_block { ngx.exit(500) }
    }
${service('@service', '')}
${service('@service_last', 'keepalive_timeout 0;')}
    # An organisation was on another release than was known here: once more, there.
    location @other_release {
      rewrite_by_lua_block { requests.misdirected() }
      recursive_error_pages on;
      error_page 502 504 @problem_upstream;
      proxy_pass http://$edge_address$edge_uri;
    }
    location @problem { content_by_lua_block { requests.problem() } }
    location @problem_last { keepalive_timeout 0; content_by_lua_block { requests.problem() } }
    location = /edge/problem { internal; content_by_lua_block { requests.problem() } }
    location = /edge/problem/headers { internal; content_by_lua_block { requests.problem('headers-too-large') } }
    location @problem_certificate { content_by_lua_block { requests.problem('certificate-needed') } }
    location @problem_tls { content_by_lua_block { requests.problem('tls-needed') } }
    location @problem_internal { content_by_lua_block { requests.problem('internal-error') } }
    location @problem_upstream { content_by_lua_block { requests.unanswered() } }
  }
`;
}

function service(name: string, more: string): string {
  return `    location ${name} {
      ${more}
      proxy_intercept_errors on;
      error_page 421 = @other_release;
      error_page 502 504 @problem_upstream;
      proxy_pass http://$edge_address$edge_uri;
    }`;
}

function firewall(directory: string, name: string): string {
  return `  server {
    listen unix:${directory}/firewall-${name}.sock;
    access_log off;
    keepalive_requests 100000;
    location / {
      modsecurity on;
      modsecurity_rules_file ${directory}/firewall-${name}.conf;
      content_by_lua_block { ngx.exit(204) }
    }
  }`;
}
