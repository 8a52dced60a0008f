--- Every request is counted, whoever answered it. Label values are names of ours, verified organisations and codes: none
--- is a client's choice.
local releases = require 'everchart.releases'
local shared = require 'everchart.shared'

local M = {}

local dict = ngx.shared.edge_metrics
--- Seconds. The limits of the service level objectives are among them.
local buckets = { 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30 }

local function add(key, by)
  local _, err, forced = dict:incr(key, by, 0)
  if err or forced then shared.dict:incr('metrics:lost', 1, 0) end
end

--- Log phase.
function M.counted()
  local var = ngx.var
  local service = var.edge_service or ''
  local operation = var.upstream_http_everchart_operation or var.edge_operation or ''
  if not operation:find('^[%w_]*$') or #operation > 80 then operation = '' end
  local labels = table.concat({ service, operation, var.edge_org or '', var.edge_release or '', tostring(ngx.status), var.edge_reason or '' }, '|')
  add('n|' .. labels, 1)
  local seconds = tonumber(var.request_time) or 0
  local series = service .. '|' .. operation
  for index, limit in ipairs(buckets) do
    if seconds <= limit then
      add('b|' .. index .. '|' .. series, 1)
      break
    end
  end
  add('c|' .. series, 1)
  add('s|' .. series, seconds)
end

local function quoted(text) return '"' .. text:gsub('[\\"\n]', '') .. '"' end

--- Prometheus' text format, version 0.0.4.
function M.text()
  local requests, totals = {}, {}
  for _, key in ipairs(dict:get_keys(0)) do
    local kind, rest = key:match('^(%a)|(.*)$')
    if kind == 'n' then
      local service, operation, org, release, code, why = rest:match('^(.-)|(.-)|(.-)|(.-)|(.-)|(.*)$')
      requests[#requests + 1] = ('everchart_edge_requests_total{service=%s,operation=%s,org=%s,release=%s,code=%s,why=%s} %d'):format(
        quoted(service), quoted(operation), quoted(org), quoted(release), quoted(code), quoted(why), dict:get(key) or 0
      )
    elseif kind == 'c' then
      totals[#totals + 1] = rest
    end
  end
  table.sort(requests)
  table.sort(totals)
  local lines = { '# HELP everchart_edge_requests_total Requests that the edge has answered or ended, all of them.', '# TYPE everchart_edge_requests_total counter' }
  for _, line in ipairs(requests) do lines[#lines + 1] = line end
  lines[#lines + 1] = '# HELP everchart_edge_request_duration_seconds From the first byte of a request to the last of its answer.'
  lines[#lines + 1] = '# TYPE everchart_edge_request_duration_seconds histogram'
  for _, series in ipairs(totals) do
    local service, operation = series:match('^(.-)|(.*)$')
    local labels = 'service=' .. quoted(service) .. ',operation=' .. quoted(operation)
    local sum = 0
    for index, limit in ipairs(buckets) do
      sum = sum + (dict:get('b|' .. index .. '|' .. series) or 0)
      lines[#lines + 1] = ('everchart_edge_request_duration_seconds_bucket{%s,le="%s"} %d'):format(labels, limit, sum)
    end
    local count = dict:get('c|' .. series) or 0
    lines[#lines + 1] = ('everchart_edge_request_duration_seconds_bucket{%s,le="+Inf"} %d'):format(labels, count)
    lines[#lines + 1] = ('everchart_edge_request_duration_seconds_sum{%s} %s'):format(labels, dict:get('s|' .. series) or 0)
    lines[#lines + 1] = ('everchart_edge_request_duration_seconds_count{%s} %d'):format(labels, count)
  end
  local function gauge(name, help, value)
    lines[#lines + 1] = '# HELP ' .. name .. ' ' .. help
    lines[#lines + 1] = '# TYPE ' .. name .. ' gauge'
    lines[#lines + 1] = name .. ' ' .. value
  end
  gauge('everchart_edge_metrics_lost', 'Counts that had no room in memory; anything but 0 is a fault.', shared.dict:get('metrics:lost') or 0)
  gauge('everchart_edge_draining', '1 while the process is being taken out of service.', shared.dict:get('draining') and 1 or 0)
  local age = releases.age_seconds()
  if age then gauge('everchart_edge_releases_age_seconds', 'Since ingest last confirmed the assignments to releases.', ('%.1f'):format(age)) end
  local revision = releases.revision()
  if revision then gauge('everchart_edge_releases_revision', 'Of the assignments that are in force here.', revision) end
  return table.concat(lines, '\n') .. '\n'
end

return M
