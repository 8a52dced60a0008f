--- Which service answers an address: by the table that is generated from the services' OpenAPI documents.
local shared = require 'everchart.shared'

local M = {}

local tree
local services = { ingest = true, ['patient-timeline'] = true, integration = true, retention = true }

--- A node has its children by literal segment, `*` for a parameter, and its operations by method.
local function build()
  tree = {}
  for _, route in ipairs(shared.settings.routes) do
    local node = tree
    for segment in route.path:gmatch('[^/]+') do
      local name = segment:find('^{') and '*' or segment
      node[name] = node[name] or {}
      node = node[name]
    end
    node.operations = node.operations or {}
    node.operations[#node.operations + 1] = route
  end
end

local function find(node, segments, at)
  if at > #segments then return node.operations end
  local exact = node[segments[at]]
  local found = exact and segments[at] ~= 'operations' and segments[at] ~= '*' and find(exact, segments, at + 1)
  if found then return found end
  return node['*'] and find(node['*'], segments, at + 1)
end

local documents = { ['/docs'] = true, ['/openapi.json'] = true, ['/asyncapi.json'] = true }
local page_of_documents = '^/docs/[%w_./-]+$'

--- @param path as the client wrote it, without the query. Nothing is decoded: an address in another spelling is none.
--- @return {service, operation, public, bodyBytesMax, path, org}, or nil
function M.of(path, method)
  if not tree then build() end
  local first, rest = path:match('^/([^/]+)(/.*)$')
  local service
  if services[first] then
    service, path = first, rest
    local is_document = documents[path] or (path:find(page_of_documents) and not path:find('..', 1, true))
    if is_document and (method == 'GET' or method == 'HEAD') then
      return { service = service, operation = 'document', public = true, path = path }
    end
  end
  if not path:find('^/v1/') then return nil end
  local segments = {}
  for segment in path:gmatch('[^/]+') do segments[#segments + 1] = segment end
  local org = segments[2] == 'orgs' and segments[3] or nil
  local chosen
  local of_services = {}
  for _, route in ipairs(find(tree, segments, 1) or {}) do
    if service == nil or route.service == service then
      of_services[route.service] = true
      if chosen == nil or route.method == method or (method == 'HEAD' and route.method == 'GET') then chosen = route end
    end
  end
  local first_service, second_service = next(of_services), nil
  if first_service then second_service = next(of_services, first_service) end
  if second_service then return nil, 'ambiguous' end
  if chosen then
    local fits = chosen.method == method or (method == 'HEAD' and chosen.method == 'GET')
    return {
      service = chosen.service, operation = fits and chosen.operation or '', public = fits and chosen.public or false,
      bodyBytesMax = fits and chosen.bodyBytesMax or nil, path = path, org = org,
    }
  end
  -- A service may be newer than this table: under its own name it is asked.
  if service then return { service = service, operation = '', public = false, path = path, org = org } end
  return nil
end

return M
