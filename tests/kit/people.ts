/** People of the demo commune (`./langso accounts`) who walk through the journeys. */
export const mother = { phone: '0900990001', name: 'Đinh Thị Lành' };
export const shopkeeper = { phone: '0900990002', name: 'Vũ Văn Khoát', password: 'quan com yen hoa 2026' };
export const grandmother = { phone: '0900990003', name: 'Tạ Thị Mùi' };
export const husband = { phone: '0900990004', name: 'Phạm Đức Toản' };

export const chairman = { phone: '0901000001', name: 'Phạm Đức Tường' };
export const deskOne = { phone: '0901000005', name: 'Nguyễn Thị Hạnh' };
export const deskTwo = { phone: '0901000006', name: 'Tạ Quang Huy' };
export const registrar = { phone: '0901000007', name: 'Bùi Thị Ngát' };
export const officeChief = { phone: '0901000012', name: 'Mai Thanh Sơn' };
export const administrator = { phone: '0901000013', name: 'Dương Hải Long' };
export const provinceOverseer = { phone: '0901000014', name: 'Tống Thị Minh' };

export const officerPassword = 'yen mo trinh dien 2026';
