/** Fields of work in code, by the name the national portal gives them. Scopes of posts are given in these. */
const codes: Readonly<Record<string, string>> = {
  'Hộ tịch': 'civil-status',
  'Nuôi con nuôi': 'civil-status',
  'Chứng thực': 'certification',
  'Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)': 'business',
  'Giảm nghèo': 'poverty',
  'Đăng ký, quản lý cư trú': 'residence',
  'Cấp, quản lý căn cước': 'identity',
  'Định danh và xác thực điện tử': 'identity',
  'Đất đai': 'land',
  'Hoạt động xây dựng': 'construction',
  'Nhà ở và công sở': 'construction',
  'Quy hoạch đô thị và nông thôn': 'construction',
  'Người có công': 'merit',
  'Bảo trợ xã hội': 'social-protection',
  'Tổ chức cai nghiện ma túy và quản lý sau cai nghiện': 'social-protection',
  // The portal writes it so too.
  'Tổ chức cai nghiên ma túy và quản lý sau cai nghiện': 'social-protection',
  'Trẻ em': 'children',
  'Việc làm': 'employment',
  'Giáo dục và Đào tạo': 'education',
  'Giáo dục trung học': 'education',
  'Văn hóa': 'culture',
  'Tín ngưỡng, tôn giáo': 'religion',
  'Giải quyết khiếu nại': 'justice',
  'Giải quyết tố cáo': 'justice',
  'Hòa giải ở cơ sở': 'justice',
  'Bồi thường nhà nước': 'justice',
  'Khiếu nại, tố cáo': 'justice',
  'Thực hiện chính sách BHXH': 'insurance',
  'Thực hiện chính sách BHYT': 'insurance',
  'Chi trả các chế độ BHXH': 'insurance',
  'Cấp sổ BHXH, thẻ BHYT': 'insurance',
  'Nông nghiệp': 'agriculture',
  'Lâm nghiệp': 'agriculture',
  'Thủy lợi': 'agriculture',
  'Thủy sản': 'agriculture',
  'Chăn nuôi': 'agriculture',
  'Trồng trọt': 'agriculture',
  'Thú y': 'agriculture',
  'Quản lý Đê điều và Phòng, chống thiên tai': 'agriculture',
  'Quản lý chất lượng nông lâm sản và thủy sản': 'agriculture',
  'Quản lý chương trình mục tiêu quốc gia': 'agriculture',
  'Môi trường': 'environment',
  'Tài nguyên nước': 'environment',
  'Đường bộ': 'roads',
  'Hạ tầng kỹ thuật': 'roads',
  'Quản lý chất lượng công trình xây dựng': 'construction',
  'Đăng ký, quản lý phương tiện giao thông cơ giới, xe máy chuyên dùng': 'vehicles',
  'Sát hạch, cấp giấy phép lái xe': 'vehicles',
};

/** Every code that the portal's names lead to. */
export const codesOfFields: ReadonlySet<string> = new Set([...Object.values(codes), 'cooperatives', 'other']);

export const codeOfField = (name: string): string => {
  const known = codes[name.normalize('NFC').trim()];
  if (known) return known;
  return /hợp tác/iu.test(name) ? 'cooperatives' : 'other';
};
